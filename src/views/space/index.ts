/** The lazily loaded entry of the 3D view: everything that needs three is behind this import. */
export { SpaceView as default } from './SpaceView.tsx';
