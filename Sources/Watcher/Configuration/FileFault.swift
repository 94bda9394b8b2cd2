import Glibc

/// Why a file cannot be read.
enum FileFault {
    /// `nil` where it can be.
    static func of(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return "there is no such file"
            case EACCES: return "this user may not read it"
            default: return String(cString: strerror(errno))
            }
        }
        close(descriptor)
        return isFolder(path) ? "it is a folder" : nil
    }

    /// False where nothing is there.
    static func isFolder(_ path: String) -> Bool { kind(path) == S_IFDIR }

    /// True for a file of any kind that is no folder.
    static func isInTheWay(ofFolder path: String) -> Bool { kind(path).map { $0 != S_IFDIR } ?? false }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
