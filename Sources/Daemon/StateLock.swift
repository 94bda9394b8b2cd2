import Glibc
import System

/// Keeps a second process from working on the same history; the kernel lets go of it when the process ends, however it
/// ends.
final class StateLock: Sendable {
    private let descriptor: Int32

    init(folder: String) throws(OperationError) {
        let path = folder + "/lock"
        // For this user alone: whoever may open it may hold it.
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw OperationError(
                operation: "open", subject: path, cause: String(cString: strerror(errno)),
                hint: "the state folder must belong to the user that runs ratingwatch")
        }
        _ = fchmod(descriptor, 0o600)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw OperationError(
                operation: "lock", subject: folder, cause: "another ratingwatch is at work on it",
                hint: "stop that one first, or configure another state folder")
        }
    }

    deinit { close(descriptor) }
}
