/** The Compare commands: which panels to lay side by side, and what to say when there is nothing to compare. */
import { familyMembers, isWeekdays, modelFamily, replicates, shuffledControl, sizeFamily, weekdayFamily, type FamilyMember } from '../recordings/families.ts';
import { defaultLayer, layerAtDepth } from '../recordings/contexts.ts';
import type { Notices } from '../base/notices.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';
import type { ViewStore } from './viewStore.ts';
import { MAX_PANELS, type Axes, type PanelSpec } from './panelSpec.ts';

export interface CompareCommands {
  /** Compare: the sizes of the focus recording's family (same model, task kind and sampler), smallest first. */
  compareSizes(): void;
  /** Compare: a spread of the focus recording's layers, always the first and the last. */
  compareLayers(): void;
  /** Compare: the recordings of the same task and size by other models. */
  compareModels(): void;
  /** Compare: the weekday recordings of the focus recording's model (or its replicates for other tasks). */
  compareTasks(): void;
  /** Compare: the focus panel, its order-shuffled recording and its embedding layer where there are such, and averaging only. */
  compareNulls(): void;
  /** PC 1-2 and PC 3-4 of the focus panel side by side. */
  showPairs(): void;
  addPanel(spec: PanelSpec): void;
  removePanel(index: number): void;
  /** Keeps the focus panel alone, without the null beside it. */
  singlePanel(): void;
}

const FIRST_PAIR: Axes = [0, 1, 2];
const SECOND_PAIR: Axes = [2, 3, 4];

/** `count` entries spread evenly over the list, the first and the last always among them; all of it when it is shorter. */
function spread<T>(list: readonly T[], count: number): readonly T[] {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))]!);
}

export function createCompareCommands(view: ViewStore, recordings: RecordingsStore, notices: Notices): CompareCommands {
  function focus(): { readonly panel: PanelSpec; readonly member: FamilyMember; readonly all: readonly FamilyMember[] } | null {
    const { panels, focus: index } = view.getState();
    const panel = panels[index];
    const all = familyMembers(recordings.getState());
    const member = all.find(({ id }) => id === panel?.recordingId);
    if (panel !== undefined && member !== undefined) return { panel, member, all };
    notices.info('Nothing to compare yet', 'No recording is open.', 'Wait until a recording is shown, then compare.');
    return null;
  }

  /** The layer a panel shows: the default where the focus shows its default, else the same share of the model's depth. */
  function sameDepth(panel: PanelSpec, from: FamilyMember, to: FamilyMember): number | null {
    if (panel.layer === null) return null;
    if (from.model.layers === to.model.layers && to.layers.includes(panel.layer)) return panel.layer;
    return layerAtDepth(to.layers, to.model.layers, panel.layer / from.model.layers);
  }

  function compareFamily(
    family: (all: readonly FamilyMember[], focus: FamilyMember) => readonly FamilyMember[],
    nothing: (member: FamilyMember) => readonly [message: string, remedy: string],
  ): void {
    const found = focus();
    if (found === null) return;
    const { panel, member, all } = found;
    const shown = family(all, member);
    if (shown.length < 2) {
      notices.info('Nothing to compare', ...nothing(member));
      return;
    }
    view.getState().setPanels(
      shown.map((other) => ({ recordingId: other.id, layer: sameDepth(panel, member, other), axes: panel.axes })),
      Math.max(0, shown.indexOf(member)),
    );
  }

  return {
    compareSizes: () =>
      compareFamily(sizeFamily, ({ task, model }) => [
        `There is only one size of the task "${task.kind}" by ${task.sampler} with ${model.id}.`,
        'Choose a recording of a family with several sizes, or open more recordings.',
      ]),
    compareModels: () =>
      compareFamily(modelFamily, ({ task, nodes }) => [
        `No other model has a recording of "${task.kind}" with ${nodes} nodes by ${task.sampler}.`,
        'Choose a task that several models were recorded on, or open more recordings.',
      ]),
    compareTasks: () =>
      compareFamily(
        (all, member) => (isWeekdays(member) ? weekdayFamily(all, member) : replicates(all, member)),
        (member) =>
          isWeekdays(member)
            ? [`There is only one weekday recording of ${member.model.id}.`, 'Open other walks over the week.']
            : ['This recording has no replicates with other seeds or words.', 'Choose one of a group with several, or open more recordings.'],
      ),
    compareLayers() {
      const found = focus();
      if (found === null) return;
      const { panel, member } = found;
      if (member.layers.length < 2) {
        notices.info('Nothing to compare', 'This recording has one layer only.', 'Choose a recording with more layers.');
        return;
      }
      const shown = spread(member.layers, Math.min(6, MAX_PANELS));
      const layer = panel.layer ?? defaultLayer(member);
      const nearest = shown.reduce((best, other, i) => (Math.abs(other - layer) < Math.abs(shown[best]! - layer) ? i : best), 0);
      view.getState().setPanels(
        shown.map((other) => ({ ...panel, layer: other })),
        nearest,
      );
    },
    compareNulls() {
      const found = focus();
      if (found === null) return;
      const { panel, member, all } = found;
      const layer = panel.layer ?? defaultLayer(member);
      const control = member.task.sampler === 'shuffled' ? null : shuffledControl(all, member);
      view.getState().setPanels([
        { ...panel, layer },
        ...(control !== null && control.layers.includes(layer) ? [{ ...panel, recordingId: control.id, layer }] : []),
        ...(member.layers.includes(0) && layer !== 0 && member.model.layers > 0 ? [{ ...panel, layer: 0 }] : []),
      ]);
      view.getState().update({ ghostPanel: true });
    },
    showPairs() {
      const found = focus();
      if (found === null) return;
      const { panel } = found;
      view.getState().setPanels([
        { ...panel, axes: FIRST_PAIR },
        { ...panel, axes: SECOND_PAIR },
      ]);
    },
    addPanel(spec) {
      const { panels, focus: index, setPanels } = view.getState();
      if (panels.length >= MAX_PANELS) {
        notices.info('No room for another panel', `There are ${MAX_PANELS} panels already.`, 'Close one first.');
        return;
      }
      setPanels([...panels, spec], index);
    },
    removePanel(index) {
      const { panels, focus: focused, setPanels } = view.getState();
      if (panels.length < 2 || index < 0 || index >= panels.length) return;
      setPanels(
        panels.filter((_, i) => i !== index),
        focused > index ? focused - 1 : focused,
      );
    },
    singlePanel() {
      const { panels, focus: index, setPanels, update } = view.getState();
      const panel = panels[index];
      if (panel === undefined) return;
      setPanels([panel]);
      update({ ghostPanel: false });
    },
  };
}
