#define _GNU_SOURCE
#include "CMemory.h"
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Segments that are never written hold nothing but the file's own bytes, which stay in the kernel's cache.
static int unmap_clean_segments(struct dl_phdr_info *object, size_t size, void *data) {
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    (void)size;
    (void)data;
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        const uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        const uintptr_t end = (object->dlpi_addr + segment->p_vaddr + segment->p_memsz) & ~(page - 1);
        if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

// Of one alone two threads wait for each other thousands of times in a poll.
void ratingwatch_share_heaps(void) { mallopt(M_ARENA_MAX, 2); }

void ratingwatch_give_memory_back(void) {
    malloc_trim(0);
    // The loader keeps its list locked meanwhile: no library comes or goes.
    dl_iterate_phdr(unmap_clean_segments, NULL);
}
