#!/usr/bin/env python3
"""Runs a command and prints what it cost, children included: CPU seconds (user and system) and peak memory in MB.

Usage: cost.py COMMAND...; its output is thrown away, its failure is an error.
"""
import os
import subprocess
import sys

child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
if status != 0:
    sys.exit(f"{sys.argv[1]} failed with status {status}")
print(f"{usage.ru_utime + usage.ru_stime:.3f} {usage.ru_maxrss / 1024:.1f}")
