"""The mean of the weights of some runs, which often errs less than each.

average.py OUT ONE OTHER...: files that stance.py wrote.
"""

import sys

import torch


def main(out: str, *files: str) -> None:
    runs = [torch.load(file) for file in files]
    torch.save({name: sum(run[name].float() for run in runs) / len(runs) for name in runs[0]}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
