#define _GNU_SOURCE
#include "CSpawn.h"
#include "landlock.h"
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

struct ratingwatch_confinement {
    // Its address stands in the filter: only this very text may be executed.
    char *program;
    struct sock_fprog filter;
};

// What a program needs that turns bytes into text. Whatever else it asks for fails with EPERM.
static const int calls[] = {
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek), SCMP_SYS(close),
    SCMP_SYS(fstat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(getcwd), SCMP_SYS(mmap),
    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(exit), SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(futex),
    SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(arch_prctl), SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid),
    SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(restart_syscall),
};

static int add_rules(scmp_filter_ctx context, const char *program) {
    const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
    int code = 0;
    for (size_t index = 0; index < sizeof calls / sizeof *calls && code == 0; index++)
        // A negative number is a call that this architecture does not have.
        if (calls[index] >= 0) code = seccomp_rule_add(context, SCMP_ACT_ALLOW, calls[index], 0);
    if (code == 0)
        code = seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
    if (code == 0 && SCMP_SYS(open) >= 0)
        code = seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
    // Asking for limits, not setting them.
    if (code == 0) code = seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0, 0));
    const scmp_datum_t text = (scmp_datum_t)(uintptr_t)program;
    if (code == 0) code = seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(execve), 1, SCMP_A0(SCMP_CMP_EQ, text, 0));
    return code;
}

// The filter as the kernel takes it; in memory, since nothing may be allocated between fork and exec.
static int compile(struct ratingwatch_confinement *confinement) {
    scmp_filter_ctx context = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (context == NULL) return ENOMEM;
    int code = -add_rules(context, confinement->program);
    const int file = code == 0 ? ratingwatch_memory_file() : -1;
    if (code == 0 && file < 0) code = errno;
    if (code == 0) code = -seccomp_export_bpf(context, file);
    seccomp_release(context);
    const off_t size = code == 0 ? lseek(file, 0, SEEK_END) : 0;
    if (code == 0) {
        confinement->filter.filter = malloc((size_t)size);
        confinement->filter.len = (unsigned short)((size_t)size / sizeof(struct sock_filter));
        if (confinement->filter.filter == NULL || pread(file, confinement->filter.filter, (size_t)size, 0) != size) code = ENOMEM;
    }
    if (file >= 0) close(file);
    return code;
}

struct ratingwatch_confinement *ratingwatch_confine(const char *program) {
    struct ratingwatch_confinement *confinement = calloc(1, sizeof *confinement);
    if (confinement == NULL) return NULL;
    confinement->program = strdup(program);
    const int code = confinement->program == NULL ? ENOMEM : compile(confinement);
    if (code != 0) {
        free(confinement->filter.filter);
        free(confinement->program);
        free(confinement);
        errno = code;
        return NULL;
    }
    return confinement;
}

static void limit(int resource, rlim_t most) {
    const struct rlimit both = {.rlim_cur = most, .rlim_max = most};
    setrlimit(resource, &both);
}

// In the child, which shares the parent's memory until it executes: calls of the kernel alone. Answers why it could not go on.
static int become(const struct ratingwatch_confinement *confinement, int rules, pid_t parent, const int streams[3],
                  const struct ratingwatch_limits *limits, char *const argv[], char *const environment[]) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
    if (getppid() != parent) return ESRCH;
    if (setpgid(0, 0) != 0) return errno;
    const struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    // Beyond the three, so that none of them is overwritten before it is copied.
    int copies[3];
    for (int index = 0; index < 3; index++)
        if ((copies[index] = fcntl(streams[index], F_DUPFD, 3)) < 0) return errno;
    for (int index = 0; index < 3; index++)
        if (dup2(copies[index], index) < 0) return errno;
    if (chdir("/") != 0) return errno;
    limit(RLIMIT_CPU, limits->cpu_seconds);
    limit(RLIMIT_AS, limits->address_bytes);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_CORE, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    if (rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) != 0) return errno;
    if (syscall(SYS_close_range, 3, ~0U, 0) != 0) return errno;
    limit(RLIMIT_NOFILE, limits->open_files);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) return errno;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &confinement->filter, 0, 0) != 0) return errno;
    execve(confinement->program, argv, environment);
    return errno;
}

int ratingwatch_spawn_confined(pid_t *child, const struct ratingwatch_confinement *confinement, const int streams[3],
                               const struct ratingwatch_limits *limits, char *const argv[], char *const environment[]) {
    const pid_t parent = getpid();
    volatile int code = 0;
    // Anew each time: an upgrade puts another file in a program's place.
    const int rules = ratingwatch_landlock_rules(confinement->program);
    if (rules == RATINGWATCH_LANDLOCK_REFUSED) return errno;
    // No handler of this process may run in the child, on memory that both share.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t started = vfork();
    if (started == 0) {
        code = become(confinement, rules, parent, streams, limits, argv, environment);
        _exit(127);
    }
    if (started < 0) code = errno;
    if (rules >= 0) close(rules);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started > 0 && code != 0) {
        int status;
        while (waitpid(started, &status, 0) < 0 && errno == EINTR) {}
    }
    if (code == 0) *child = started;
    return code;
}
