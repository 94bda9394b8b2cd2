#define _GNU_SOURCE
#include "CSpawn.h"
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int ratingwatch_memory_file(void) { return memfd_create("document", MFD_CLOEXEC); }

int ratingwatch_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int ratingwatch_spawn(pid_t *child, const posix_spawn_file_actions_t *actions, char *const argv[], char *const environment[]) {
    posix_spawnattr_t attributes;
    int code = posix_spawnattr_init(&attributes);
    if (code != 0) return code;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    code = posix_spawnp(child, argv[0], actions, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    return code;
}

void ratingwatch_limit_data(pid_t child, unsigned long bytes) {
    const struct rlimit most = {.rlim_cur = bytes, .rlim_max = bytes};
    prlimit(child, RLIMIT_DATA, &most, NULL);
}

void ratingwatch_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

void ratingwatch_hide_process(void) { prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
