"""The bench's other side: numpy and scikit-learn on one thread, driven line by line.

Reads one JSON request a line from standard input and answers each with one JSON line:

    {"do": "prepare", "file": PATH, "frames": T, "nodes": n, "hiddenSize": d, "components": K}  ->  {}
    {"do": "run", "work": "frames" | "looped" | "singular" | "joint"}  ->  {"ms", "done", "eigenvalues", "spread"}
    {"do": "facts"}  ->  versions, libraries and threads

The file holds [T, n, d] float16. Only the work is timed, from the float16 array in memory on; what the answers hold is
described in frames/work.ts. A failure is answered with {"error": TEXT}.
"""

import json
import platform
import sys
import time

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from threadpoolctl import threadpool_info


def stacked_frames(half, count):
    """Eigenvalues and scores of every frame through its Gram matrix, all frames in one call of each function."""
    values = half.astype(np.float32)
    centred = values - values.mean(axis=1, keepdims=True)
    return leading(*np.linalg.eigh(centred @ centred.transpose(0, 2, 1)), count)


def looped_frames(half, count):
    """The same, frame by frame: less memory at a time, more calls."""
    results = []
    for frame in half:
        values = frame.astype(np.float32)
        centred = values - values.mean(axis=0)
        results.append(leading(*np.linalg.eigh(centred @ centred.T), count))
    return tuple(np.stack(parts) for parts in zip(*results, strict=True))


def leading(squares, vectors, count):
    """The `count` largest of eigh's ascending eigenpairs: squared singular values [..., K], scores [..., n, K]."""
    squares = squares[..., : -count - 1 : -1]
    return squares, vectors[..., : -count - 1 : -1] * np.sqrt(np.maximum(squares, 0))[..., None, :]


def singular_frames(half, count):
    """The same through numpy's singular value decomposition of the centred rows."""
    values = half.astype(np.float32)
    centred = values - values.mean(axis=1, keepdims=True)
    left, singular, _ = np.linalg.svd(centred, full_matrices=False)
    singular = singular[..., :count]
    return singular**2, left[..., :count] * singular[..., None, :]


def joint_basis(half, count):
    """scikit-learn's randomized PCA of all frames, each centred on its own mean, stacked."""
    values = half.astype(np.float32)
    rows = (values - values.mean(axis=1, keepdims=True)).reshape(-1, half.shape[2])
    return PCA(n_components=count, svd_solver="randomized", random_state=0).fit(rows)


FRAMES = {"frames": stacked_frames, "looped": looped_frames, "singular": singular_frames}


class Peer:
    half: np.ndarray
    components: int

    def prepare(self, request):
        shape = (request["frames"], request["nodes"], request["hiddenSize"])
        self.half = np.fromfile(request["file"], dtype="<f2").reshape(shape)
        self.components = request["components"]
        return {}

    def run(self, request):
        frames, nodes, _ = self.half.shape
        if request["work"] == "joint":
            basis, ms = timed(joint_basis, self.half, self.components)
            return {"ms": ms, "done": 1, "eigenvalues": basis.explained_variance_.tolist(), "spread": []}
        (squares, scores), ms = timed(FRAMES[request["work"]], self.half, min(self.components, nodes - 1))
        eigenvalues = (squares / (nodes - 1)).ravel().tolist()
        spread = np.abs(scores).mean(axis=1).ravel().tolist()
        return {"ms": ms, "done": frames, "eigenvalues": eigenvalues, "spread": spread}

    def facts(self, _request):
        names = {"api": "user_api", "library": "internal_api", "version": "version", "threads": "num_threads"}
        libraries = [{name: library[key] for name, key in names.items()} for library in threadpool_info()]
        versions = {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}
        return {**versions, "libraries": libraries}


def timed(work, *arguments):
    started = time.perf_counter_ns()
    result = work(*arguments)
    return result, (time.perf_counter_ns() - started) / 1e6


def main():
    peer = Peer()
    actions = {"prepare": peer.prepare, "run": peer.run, "facts": peer.facts}
    for line in sys.stdin:
        try:
            request = json.loads(line)
            answer = actions[request["do"]](request)
        except Exception as error:  # whatever it is, the other side must hear of it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
