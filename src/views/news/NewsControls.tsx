/** The left column of the weights stage: which runs, which measure, which questions count. */
import { useId, type ReactNode } from 'react';
import type { ExposureUnit, NewsResults } from '../../core/news/types.ts';
import { useExplorer, useView } from '../../state/binding.tsx';
import { domainsOf, kindsOf } from '../../state/news/newsFilter.ts';
import { useNews, useNewsInView } from '../../state/news/useNews.ts';
import { NEWS_FACETS, NEWS_MEASURES, type NewsFacet, type NewsMeasureName } from '../../state/view/newsFields.ts';
import { OpenFileButton } from '../open/OpenFileButton.tsx';
import { Field, FieldLabel, Select, Toggle } from '../ui/Field.tsx';
import { InfoPopover } from '../ui/InfoPopover.tsx';
import { Section } from '../ui/Section.tsx';
import { Hint } from '../ui/Text.tsx';
import { formatShort, shortModelName } from '../ui/formatNumber.ts';
import { SaveFigures } from './SaveFigures.tsx';
import * as styles from './news.module.css';
import { FACET_WORDS, MEASURE_WORDS, UNIT_WORDS } from './newsWords.ts';

interface ChoiceProps<Id extends string> {
  readonly name: ReactNode;
  readonly value: Id;
  readonly choices: readonly { readonly id: Id; readonly label: string }[];
  readonly onChange: (id: Id) => void;
  readonly testId: string;
}

/** A list to choose one from, with its name above it. */
function Choice<Id extends string>({ name, value, choices, onChange, testId }: ChoiceProps<Id>) {
  const id = useId();
  return (
    <Field stacked>
      <FieldLabel htmlFor={id}>{name}</FieldLabel>
      <Select id={id} data-testid={testId} value={value} onChange={(event) => onChange(event.currentTarget.value as Id)}>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function RunsSection() {
  const { view } = useExplorer();
  const files = useNews((state) => state.files);
  const inView = useNewsInView();
  return (
    <Section title="Runs" aside={<OpenFileButton />}>
      {files.length > 0 && (
        <Select
          aria-label="Runs in view"
          data-testid="news-file"
          value={inView?.file.id ?? ''}
          onChange={(event) => view.getState().update({ newsFile: event.currentTarget.value, newsCell: null, playing: false })}
        >
          {inView === null && <option value="">Choose runs</option>}
          {files.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      )}
      {inView !== null && (
        <>
          <Facts />
          {inView.slot.value !== null && <SaveFigures key={inView.file.id} id={inView.file.id} results={inView.slot.value} />}
        </>
      )}
    </Section>
  );
}

function Facts() {
  const inView = useNewsInView();
  if (inView === null) return null;
  const { file, slot } = inView;
  const { model } = file;
  const size = model.parameters === null ? null : `${formatShort(model.parameters / 1e6)} M parameters`;
  const licence = slot.value?.licence ?? '';
  return (
    <>
      <Hint>{[shortModelName(model.id), size, file.news === null ? null : `${file.news} news`].filter((part) => part !== null).join(' · ')}</Hint>
      {file.description !== '' && <Hint>{file.description}</Hint>}
      {licence !== '' && (
        <details className={styles.terms}>
          <summary>Settings and licence</summary>
          <p>{licence}</p>
          <Settings results={slot.value!} />
        </details>
      )}
    </>
  );
}

function Settings({ results }: { readonly results: NewsResults }) {
  const rows = Object.entries(results.settings).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  if (rows.length === 0) return null;
  return (
    <dl className={styles.settings}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function ShownSection() {
  const { view } = useExplorer();
  const measure = useView((state) => state.newsMeasure);
  const facet = useView((state) => state.newsFacet);
  const unit = useView((state) => state.newsUnit);
  const all = useView((state) => state.newsAll);
  const shown = useView((state) => state.newsView);
  const { update } = view.getState();
  return (
    <Section title="Shown">
      <Choice<NewsMeasureName>
        name={
          <>
            Measure{' '}
            <InfoPopover term="Measures">
              {NEWS_MEASURES.map((id) => (
                <p key={id}>
                  <b>{MEASURE_WORDS[id].label}.</b> {MEASURE_WORDS[id].about}
                </p>
              ))}
            </InfoPopover>
          </>
        }
        testId="news-measure"
        value={measure}
        choices={NEWS_MEASURES.map((id) => ({ id, label: MEASURE_WORDS[id].label }))}
        onChange={(newsMeasure) => update({ newsMeasure })}
      />
      {shown === 'gap' && <Choice<NewsFacet> name="Told apart" testId="news-facet" value={facet} choices={NEWS_FACETS.map((id) => ({ id, label: FACET_WORDS[id] }))} onChange={(newsFacet) => update({ newsFacet })} />}
      <Choice<ExposureUnit> name="Exposures in" testId="news-unit" value={unit} choices={(['examples', 'tokens', 'step'] as const).map((id) => ({ id, label: UNIT_WORDS[id].label }))} onChange={(newsUnit) => update({ newsUnit })} />
      <Toggle wide checked={all} testId="news-all" onChange={(newsAll) => update({ newsAll })}>
        Every condition, controls too
      </Toggle>
    </Section>
  );
}

interface TicksProps {
  readonly legend: string;
  readonly names: readonly string[];
  /** Named: those that count; none: all. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** All are on where none is chosen; taking the last one away brings all back. */
function Ticks({ legend, names, chosen, onChange }: TicksProps) {
  const isOn = (name: string) => chosen.length === 0 || chosen.includes(name);
  const toggle = (name: string) => {
    const next = names.filter((other) => (other === name ? !isOn(other) : isOn(other)));
    onChange(next.length === names.length ? [] : next);
  };
  return (
    <fieldset className={styles.ticks}>
      <legend>{legend}</legend>
      {names.map((name) => (
        <Toggle key={name} checked={isOn(name)} onChange={() => toggle(name)}>
          {name}
        </Toggle>
      ))}
    </fieldset>
  );
}

function QuestionsSection({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const kinds = useView((state) => state.newsKinds);
  const domains = useView((state) => state.newsDomains);
  const unflagged = useView((state) => state.newsUnflagged);
  const { update } = view.getState();
  const flagged = results.news.filter(({ flags }) => flags.length > 0).length;
  return (
    <Section title="Questions that count">
      <Ticks legend="Kinds" names={kindsOf(results)} chosen={kinds} onChange={(newsKinds) => update({ newsKinds })} />
      <Ticks legend="Domains" names={domainsOf(results)} chosen={domains} onChange={(newsDomains) => update({ newsDomains })} />
      {flagged > 0 && (
        <Toggle wide checked={unflagged} onChange={(newsUnflagged) => update({ newsUnflagged })}>
          Leave out {flagged} flagged
        </Toggle>
      )}
    </Section>
  );
}

export function NewsControls() {
  const results = useNewsInView()?.slot.value ?? null;
  return (
    <>
      <RunsSection />
      <ShownSection />
      {results !== null && <QuestionsSection results={results} />}
    </>
  );
}
