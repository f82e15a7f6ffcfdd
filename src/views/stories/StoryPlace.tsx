/** Where a story's card stands, once there is one; its code comes with the first. */
import { useView } from '../../state/binding.tsx';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';

const storyCard = lazyPart<object>(() => import('./StoryCard.tsx').then(({ StoryCard }) => StoryCard));

export function StoryPlace() {
  const told = useView((state) => state.story !== null);
  return told ? <LazyPlace part={storyCard} given={{}} name="The tour" /> : null;
}
