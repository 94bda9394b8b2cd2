#pragma once
#include <stddef.h>
#include <stdint.h>

// The main loop of libFuzzer for a program that keeps its own main: https://llvm.org/docs/LibFuzzer.html
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
