/** Local files: chosen here, or dropped anywhere on the page. */
export function FileChoice({ onChoose }: { readonly onChoose: () => void }) {
  return (
    <section className="open-part">
      <h3 className="open-subtitle">From this device</h3>
      <div className="open-row">
        <button type="button" className="button button-primary" onClick={onChoose}>
          Choose files…
        </button>
        <p className="hint">or drop them anywhere on the page: recordings, or class means as .npz, .npy, .safetensors or .json. Only the layers you look at are read, and nothing leaves this device.</p>
      </div>
    </section>
  );
}
