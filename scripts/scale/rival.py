"""An index that others wrote, grown and asked as standard input says: what `bench scale` compares with.

Arguments: hnswlib or faiss, file of vectors, file of queries, dimension, rows at most. One JSON object a line, see
src/cli/bench/scale/protocol.ts. One thread, and the settings that the house's own graph has.
"""

import json
import resource
import sys
import time

import numpy as np

M = 16
EF_CONSTRUCTION = 200
SEED = 100


class Hnswlib:
    def __init__(self, dimension, rows):
        import hnswlib

        self.index = hnswlib.Index("ip", dimension)
        self.index.init_index(rows, M=M, ef_construction=EF_CONSTRUCTION, random_seed=SEED)
        self.index.set_num_threads(1)

    def add(self, vectors):
        self.index.add_items(vectors, num_threads=1)

    def set_ef(self, ef):
        self.index.set_ef(ef)

    def search(self, query, k):
        labels, distances = self.index.knn_query(query, k, num_threads=1)
        return labels[0], 1 - distances[0]


class Faiss:
    def __init__(self, dimension, rows):
        import faiss

        faiss.omp_set_num_threads(1)
        self.index = faiss.IndexHNSWFlat(dimension, M, faiss.METRIC_INNER_PRODUCT)
        self.index.hnsw.efConstruction = EF_CONSTRUCTION

    def add(self, vectors):
        self.index.add(vectors)

    def set_ef(self, ef):
        self.index.hnsw.efSearch = ef

    def search(self, query, k):
        scores, labels = self.index.search(query[None], k)
        return labels[0], scores[0]


def resident_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    name, vector_path, query_path, dimension, rows = sys.argv[1:6]
    dimension = int(dimension)
    queries = np.fromfile(query_path, dtype=np.float32).reshape(-1, dimension)
    index = {"hnswlib": Hnswlib, "faiss": Faiss}[name](dimension, int(rows))
    at_first = resident_bytes()
    size = 0

    def grow(to):
        nonlocal size
        vectors = np.fromfile(
            vector_path, dtype=np.float32, offset=size * dimension * 4, count=(to - size) * dimension
        ).reshape(-1, dimension)
        cpu, wall = time.process_time(), time.perf_counter()
        index.add(vectors)
        size = to
        took = {"cpuS": time.process_time() - cpu, "wallS": time.perf_counter() - wall}
        del vectors
        return {**took, "residentBytes": resident_bytes() - at_first}

    def search(asked):
        index.set_ef(asked["ef"])
        ms, found = [], []
        for query in queries[asked["from"] : asked["to"]]:
            started = time.perf_counter()
            rows, scores = index.search(query, asked["k"])
            ms.append(1000 * (time.perf_counter() - started))
            found.append([{"row": int(r), "score": float(s)} for r, s in zip(rows, scores)])
        return {"ms": ms, "found": found}

    def say(document):
        print(json.dumps(document), flush=True)

    say({"ready": name})
    for line in sys.stdin:
        asked = json.loads(line)
        say(grow(asked["to"]) if asked["do"] == "grow" else search(asked))


main()
