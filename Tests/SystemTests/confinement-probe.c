// Stands in for a program that a hostile document has taken over: tries what it could do to the daemon that started it, and says on
// its standard error which attempts came through. It ends with 9, as a program does that found a document damaged.
//
// Its arguments are those of any document reader and mean nothing. The files to try are those of the shipped unit, and those that the
// first lines of its standard input name.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int tried, came_through;

static void probe(const char *name, int worked) {
    tried++;
    if (!worked) return;
    if (came_through++ == 0) fprintf(stderr, "came through:");
    fprintf(stderr, " %s", name);
}

static int opens(const char *path, int flags) {
    const int file = open(path, flags, 0600);
    if (file >= 0) close(file);
    return file >= 0;
}

static int connects(int family, const struct sockaddr *address, socklen_t size) {
    const int peer = socket(family, SOCK_STREAM, 0);
    if (peer < 0) return 0;
    // Refused by a port on which nobody listens is as bad: it got out.
    const int worked = connect(peer, address, size) == 0 || errno == ECONNREFUSED;
    close(peer);
    return worked;
}

static int maps_writable(const char *path) {
    const int file = open(path, O_RDWR);
    if (file < 0) return 0;
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return memory != MAP_FAILED;
}

static int of_parent(const char *name, int flags) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", getppid(), name);
    return opens(path, flags);
}

static int has_child(void) {
    const pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    if (child > 0) kill(child, SIGKILL);
    return child >= 0;
}

static int executes(const char *path) {
    char *const arguments[] = {(char *)path, "-c", "exit 0", NULL};
    const pid_t child = vfork();
    if (child == 0) {
        execve(path, arguments, NULL);
        _exit(127);
    }
    int status = 0;
    if (child > 0) waitpid(child, &status, 0);
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) != 127;
}

static int sets_limit(void) {
    const struct rlimit more = {.rlim_cur = 1 << 20, .rlim_max = 1 << 20};
    return setrlimit(RLIMIT_FSIZE, &more) == 0;
}

static int reads_memory_of_parent(void) {
    char here[16];
    struct iovec own = {here, sizeof here}, other = {(void *)&tried, sizeof here};
    return process_vm_readv(getppid(), &own, 1, &other, 1, 0) >= 0;
}

static void try_file(const char *path) {
    char name[400], other[400];
    snprintf(other, sizeof other, "%s.moved", path);
    snprintf(name, sizeof name, "read:%s", path);
    probe(name, opens(path, O_RDONLY));
    snprintf(name, sizeof name, "write:%s", path);
    probe(name, maps_writable(path));
    snprintf(name, sizeof name, "rename:%s", path);
    probe(name, rename(path, other) == 0);
    snprintf(name, sizeof name, "remove:%s", path);
    probe(name, unlink(path) == 0);
    snprintf(name, sizeof name, "create-beside:%s", path);
    probe(name, opens(other, O_WRONLY | O_CREAT));
}

int main(void) {
    const struct sockaddr_in web = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const struct sockaddr_un control = {.sun_family = AF_UNIX, .sun_path = "/run/ratingwatch/control.sock"};
    struct rlimit now;
    probe("tcp", connects(AF_INET, (const struct sockaddr *)&web, sizeof web));
    probe("control-socket", connects(AF_UNIX, (const struct sockaddr *)&control, sizeof control));
    probe("any-socket", socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
    probe("parent-memory", of_parent("mem", O_RDWR));
    probe("parent-memory-read", reads_memory_of_parent());
    probe("parent-environment", of_parent("environ", O_RDONLY));
    probe("parent-files", of_parent("fd/0", O_RDONLY));
    // Neither stops nor changes the parent, which may be a run of tests.
    probe("parent-trace", ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0);
    probe("parent-limits", prlimit(getppid(), RLIMIT_NOFILE, NULL, &now) == 0 && prlimit(getppid(), RLIMIT_NOFILE, &now, NULL) == 0);
    probe("own-limits", sets_limit());
    probe("signal", kill(getppid(), 0) == 0);
    probe("signal-group", kill(0, 0) == 0);
    probe("grandchild", has_child());
    probe("shell", executes("/bin/sh"));
    probe("loader", executes("/lib64/ld-linux-x86-64.so.2"));
    probe("namespace", unshare(CLONE_NEWUSER) == 0);
    probe("mount", syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL) == 0);
    probe("other-group", setpgid(0, getppid()) == 0 || setsid() > 0);
    probe("stay-behind", prctl(PR_SET_PDEATHSIG, 0) == 0);
    probe("memory-file", memfd_create("x", 0) >= 0);
    probe("io-uring", syscall(SYS_io_uring_setup, 1, NULL) >= 0 || errno == EFAULT);
    probe("keyring", syscall(SYS_keyctl, 0, -3, 1) >= 0);
    probe("inherited-files", lseek(3, 0, SEEK_CUR) >= 0 || lseek(4, 0, SEEK_CUR) >= 0);
    probe("passwords", opens("/etc/passwd", O_RDONLY));
    probe("configuration", opens("/etc/ratingwatch/ratingwatch.yaml", O_RDONLY));
    probe("credentials", opens("/run/credentials", O_RDONLY | O_DIRECTORY));
    probe("processes", opens("/proc", O_RDONLY | O_DIRECTORY));
    probe("temporary-files", opens("/tmp/probe", O_WRONLY | O_CREAT));
    try_file("/var/lib/ratingwatch/history.sqlite");
    try_file("/var/log/ratingwatch/alerts.jsonl");
    char line[300];
    while (fgets(line, sizeof line, stdin) != NULL && line[0] == '/') {
        line[strcspn(line, "\r\n")] = 0;
        try_file(line);
    }
    if (came_through == 0) fprintf(stderr, "none of %d attempts came through", tried);
    fprintf(stderr, "\n");
    return 9;
}
