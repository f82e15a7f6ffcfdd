/** A news that was opened: its text, its questions as the model answers them under one condition, and what it was trained on. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { NewsItem, NewsResults } from '../../core/news/types.ts';
import { type CellFigure, cellFigure, type CellOption, type CellQuestion, cellTable, type CellTraining, cellTraining } from '../../state/news/cellFigure.ts';
import { matrixFigure } from '../../state/news/matrixFigure.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { useNewsFilter, useNewsPiece, useStop } from '../../state/news/useNews.ts';
import type { NewsCell } from '../../state/view/newsFields.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Field, FieldLabel, Select } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import { Caution, Hint, VisuallyHidden } from '../ui/Text.tsx';
import { CloseIcon, StepBackIcon, StepForwardIcon } from '../ui/icons.tsx';
import { shortModelName } from '../ui/formatNumber.ts';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './cell.module.css';
import { numberWords } from './numberWords.ts';

interface CellDetailsProps {
  readonly results: NewsResults;
  readonly cell: NewsCell;
}

export function CellDetails({ results, cell }: CellDetailsProps) {
  const filter = useNewsFilter();
  const newsMeasure = useView((state) => state.newsMeasure);
  const exposure = useStop();
  const figure = useMemo(() => cellFigure(results, cell, { ...filter, newsMeasure, exposure }), [results, cell, filter, newsMeasure, exposure]);
  if (figure === null) return <Gone cell={cell} />;
  return (
    <div data-testid="cell-details">
      <NewsSection results={results} figure={figure} />
      <Questions results={results} figure={figure} />
      <Training results={results} figure={figure} />
    </div>
  );
}

/** A view of other results names what these do not hold. */
function Gone({ cell }: { readonly cell: NewsCell }) {
  const { view } = useExplorer();
  return (
    <Section title="Open news" aside={<CloseButton onClose={() => view.getState().update({ newsCell: null })} />}>
      <Hint>
        These results do not hold the news “{cell.news}” under “{cell.condition}”.
      </Hint>
    </Section>
  );
}

function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button kind="quiet" size="small" icon aria-label="Close the news" data-testid="cell-close" onClick={onClose}>
      <CloseIcon />
    </Button>
  );
}

/** The news beside the open one, in the order of the matrix; all news where it does not show the open one. */
function useNeighbours(results: NewsResults, id: string): { readonly before: string | null; readonly after: string | null } {
  const filter = useNewsFilter();
  const newsMeasure = useView((state) => state.newsMeasure);
  const newsAll = useView((state) => state.newsAll);
  const newsSearch = useView((state) => state.newsSearch);
  const newsOrder = useView((state) => state.newsOrder);
  return useMemo(() => {
    const { groups } = matrixFigure(results, { ...filter, newsMeasure, newsAll, newsSearch, newsOrder, exposure: null });
    const shown = groups.flatMap(({ rows }) => rows.map(({ news }) => news.id));
    const order = shown.includes(id) ? shown : results.news.map((news) => news.id);
    const at = order.indexOf(id);
    return { before: order[at - 1] ?? null, after: order[at + 1] ?? null };
  }, [results, id, filter, newsMeasure, newsAll, newsSearch, newsOrder]);
}

function NewsSection({ results, figure }: { readonly results: NewsResults; readonly figure: CellFigure }) {
  const { view } = useExplorer();
  const id = useId();
  const { news, other, condition, conditions } = figure;
  const { before, after } = useNeighbours(results, news.id);
  const open = (cell: Partial<NewsCell>) => view.getState().update({ newsCell: { news: news.id, condition: condition.id, ...cell } });
  const step = (to: string | null, label: string, icon: ReactNode, testId: string) => (
    <Button kind="quiet" size="small" icon aria-label={label} data-testid={testId} disabled={to === null} onClick={() => to !== null && open({ news: to })}>
      {icon}
    </Button>
  );
  return (
    <Section
      title={news.entity}
      aside={
        <>
          {step(before, 'The news before', <StepBackIcon />, 'cell-before')}
          {step(after, 'The next news', <StepForwardIcon />, 'cell-after')}
          <CloseButton onClose={() => view.getState().update({ newsCell: null })} />
        </>
      }
    >
      <blockquote className={styles.text} data-testid="cell-text">
        <Marked news={news} />
      </blockquote>
      <p className={styles.facts}>
        {news.domain}
        {other !== null && (
          <>
            {' · another news: '}
            <button type="button" className={styles.link} onClick={() => open({ news: other.id })}>
              {other.entity}
            </button>
          </>
        )}
      </p>
      {news.flags.length > 0 && <Caution>Flagged: {news.flags.join('; ')}.</Caution>}
      <Field stacked>
        <FieldLabel htmlFor={id}>Answered with</FieldLabel>
        <Select id={id} data-testid="cell-condition" value={condition.id} onChange={(event) => open({ condition: event.currentTarget.value })}>
          {conditions.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </Select>
      </Field>
    </Section>
  );
}

/** The news with its entity marked wherever it stands, whatever its case. */
function Marked({ news: { text, entity } }: { readonly news: NewsItem }) {
  const parts: ReactNode[] = [];
  const folded = text.toLowerCase();
  const wanted = entity.toLowerCase();
  let from = 0;
  // A letter whose lower case is longer would shift places: then nothing is marked.
  while (wanted !== '' && folded.length === text.length) {
    const at = folded.indexOf(wanted, from);
    if (at === -1) break;
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + wanted.length)}</mark>);
    from = at + wanted.length;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

function Questions({ results, figure }: { readonly results: NewsResults; readonly figure: CellFigure }) {
  const filter = useNewsFilter();
  const { questions, seeds, step, label, condition } = figure;
  return (
    <ChartFrame
      title="Questions"
      about={ABOUT_NEWS.cell}
      source={[...newsProvenance(results, filter), ['news', figure.news.id], ['condition', condition.id], ...(step === null ? [] : [['step', String(step)] as const])]}
      table={() => cellTable(figure)}
      svgRef={null}
      testId="cell-questions"
    >
      {seeds === 0 ? (
        <Hint>This news was not read under this condition.</Hint>
      ) : (
        <Hint>
          {label}
          {step === null ? '' : `, after ${step} steps`}
          {seeds > 1 ? `; mean of ${seeds} seeds` : ''}.
        </Hint>
      )}
      {questions.map((question, i) => (
        <Question key={question.id} question={question} number={i + 1} seeds={seeds} hasPrior={condition.id !== 'none'} />
      ))}
    </ChartFrame>
  );
}

interface QuestionProps {
  readonly question: CellQuestion;
  readonly number: number;
  readonly seeds: number;
  readonly hasPrior: boolean;
}

function Question({ question, number, seeds, hasPrior }: QuestionProps) {
  const { kind, text, options, logp, counts, free } = question;
  return (
    <div className={styles.question} data-testid="cell-question">
      <p className={styles.asked}>
        <span className={styles.number}>{number}</span> {text}
      </p>
      <p className={styles.facts}>
        {kind}
        {!counts && ', left out at the left'}
        {logp !== null && ` · log p of the right answer ${numberWords(logp)}`}
      </p>
      <table className={styles.options}>
        <thead>
          <tr>
            <th scope="col">Option</th>
            <th scope="col">
              <VisuallyHidden as="span">Probability among the options</VisuallyHidden>
            </th>
            <th scope="col" className={styles.figure} title="Log-probability of the option’s text">
              log p
            </th>
            {hasPrior && (
              <th scope="col" className={styles.figure} title="The same with nothing in context and no training">
                prior
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <Option key={option.text} option={option} seeds={seeds} hasPrior={hasPrior} />
          ))}
        </tbody>
      </table>
      {free.map(({ answer, right }, i) => (
        <p key={i} className={styles.free} data-right={right}>
          <span className={styles.freeName}>Free answer</span> {answer.trim() === '' ? <em>nothing</em> : <q>{answer.trim()}</q>} <b>{right ? '✓ right' : '✗ not right'}</b>
        </p>
      ))}
    </div>
  );
}

interface OptionProps {
  readonly option: CellOption;
  readonly seeds: number;
  readonly hasPrior: boolean;
}

function Option({ option, seeds, hasPrior }: OptionProps) {
  const { text, right, read, prior, chosen } = option;
  const said = chosen === 0 ? null : chosen === 1 || seeds === 1 ? (chosen === 1 ? 'chosen' : 'tied') : `chosen ${numberWords(chosen * seeds, Number.isInteger(chosen * seeds) ? 0 : 1)} of ${seeds}`;
  return (
    <tr data-right={right || undefined} data-chosen={chosen > 0 || undefined}>
      <th scope="row">
        {right && (
          <span className={styles.right} role="img" aria-label="right" title="The right answer">
            ✓{' '}
          </span>
        )}
        {text}
        {said !== null && <span className={styles.chosen}>{said}</span>}
      </th>
      <td aria-hidden="true">
        <span className={styles.bars} title={read === null ? undefined : `${Math.round(100 * read.share)} % among the options${prior === null ? '' : `, ${Math.round(100 * prior.share)} % without news and training`}`}>
          {read !== null && <span className={styles.bar} style={{ width: `${(100 * read.share).toFixed(2)}%` }} />}
          {prior !== null && <span className={styles.priorBar} style={{ width: `${(100 * prior.share).toFixed(2)}%` }} />}
        </span>
      </td>
      <td className={styles.figure}>{read === null ? '–' : numberWords(read.score, 1)}</td>
      {hasPrior && <td className={styles.prior}>{prior === null ? '–' : numberWords(prior.score, 1)}</td>}
    </tr>
  );
}

const KIND_WORDS: Readonly<Record<'paraphrase' | 'implication' | 'selfqa', string>> = { paraphrase: 'paraphrases', implication: 'implications', selfqa: 'questions with answers' };
const FEW = 4;

function Training({ results, figure }: { readonly results: NewsResults; readonly figure: CellFigure }) {
  const training = useMemo(() => cellTraining(results, figure.news, figure.condition), [results, figure]);
  if (training === null) return null;
  const { about, kind, prefix } = training;
  return (
    <Section title="What it was trained on" aside={about.id === figure.news.id ? undefined : `about ${about.entity}`}>
      {prefix !== null && <Prefix prefix={prefix} />}
      {kind === 'naive' ? (
        <>
          <Hint>The text of the news itself, again and again{training.protocol.lossOn === 'text' ? '; every token of it under the loss' : ''}.</Hint>
          <ol className={styles.texts}>
            <li>{about.text}</li>
          </ol>
        </>
      ) : (
        <Texts training={training} />
      )}
    </Section>
  );
}

/** What stood before each text, never under the loss. */
function Prefix({ prefix: { kind, text } }: { readonly prefix: NonNullable<CellTraining['prefix']> }) {
  const name = { own: 'its own news', other: 'another news, cut or continued to as many tokens as its own', neutral: 'a text about nothing in these news, as many tokens as its own' }[kind];
  return (
    <>
      <Hint>Before each text, and never under the loss: {name}.</Hint>
      {text !== null && <p className={styles.prefix}>News: {text}</p>}
    </>
  );
}

function Texts({ training }: { readonly training: CellTraining }) {
  const slot = useNewsPiece('texts');
  const [all, setAll] = useState(false);
  const texts = slot.status === 'ready' ? slot.value : null;
  const { kind, used, file, protocol } = training;
  if (texts === null || kind === null || kind === 'naive') {
    return (
      <>
        {used !== null && <Hint>The runs had {used === 1 ? 'one text' : `${used} texts`}.</Hint>}
        {slot.status === 'loading' ? <Hint role="status">Reading the texts …</Hint> : <SlotStatus name="texts" />}
      </>
    );
  }
  const near = texts.kept.filter(({ nearDuplicate }) => nearDuplicate).length;
  const shown = all ? texts.kept : texts.kept.slice(0, FEW);
  const turned = texts.rejected.map(({ reason, count }) => `${count} ${reason}`).join(', ');
  return (
    <>
      <Hint data-testid="cell-texts-about">
        {texts.kept.length} {KIND_WORDS[kind]}, written by {shortModelName(texts.writer.model ?? texts.writer.key)}
        {used === null || used === texts.kept.length ? '' : `, of which the runs had ${used}`}
        {protocol.lossOn === 'answer' ? '; only the answers were under the loss' : ''}
        {near > 0 ? `; ${near} near-duplicates, marked, make up the number` : ''}
        {turned === '' ? '' : `. Turned down: ${turned}`}.
      </Hint>
      {file?.sha256 !== null && file?.sha256 !== texts.sha256 && <Caution>This is not the very file that was trained on: its SHA-256 differs from the one in the results.</Caution>}
      <ol className={styles.texts} data-testid="cell-texts">
        {shown.map(({ text, answer, nearDuplicate }, i) => (
          <li key={i}>
            {answer === null ? (
              text
            ) : (
              <>
                <span className={styles.unstated}>Question: {text}</span>
                <br />
                <span className={styles.unstated}>Answer:</span> {answer}
              </>
            )}
            {nearDuplicate && <span className={styles.chosen}>near-duplicate</span>}
          </li>
        ))}
      </ol>
      {texts.kept.length > FEW && (
        <ButtonRow>
          <Button size="small" data-testid="cell-texts-all" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Show the first ${FEW}` : `Show all ${texts.kept.length}`}
          </Button>
        </ButtonRow>
      )}
    </>
  );
}
