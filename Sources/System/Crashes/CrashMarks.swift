import Glibc
import Synchronization

/// A small file that says what the process is at work on, so that the next start knows what was under way when it died.
///
/// It is to outlive the process, not the machine: a mark is one write into the system's cache and waits for no disk.
package final class CrashMarks: Sendable {
    private let descriptor: Int32
    /// Numbers of places of the file that hold a mark.
    private let taken: Mutex<Set<Int>>

    /// What stands in the file at the start: marks with their places, in order.
    package let found: [(place: Int, text: String)]

    /// Bytes of one mark; a longer text is cut.
    private static let size = 1024

    /// Opens or makes the file.
    package init(path: String) throws(OperationError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw OperationError(
                operation: "open", subject: path, cause: String(cString: strerror(errno)),
                hint: "the state folder must belong to the user that runs ratingwatch")
        }
        found = CrashMarks.marks(in: descriptor)
        taken = Mutex(Set(found.map(\.place)))
    }

    deinit { close(descriptor) }

    private static func marks(in file: Int32) -> [(place: Int, text: String)] {
        var found: [(place: Int, text: String)] = []
        var bytes = [UInt8](repeating: 0, count: size)
        for place in 0... {
            let count = pread(file, &bytes, size, off_t(place * size))
            guard count > 0 else { break }
            // One that was being written has no end, and one that was taken back begins with a zero.
            guard bytes[0] != 0, let end = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")) else { continue }
            found.append((place, String(decoding: bytes[..<end], as: UTF8.self)))
        }
        return found
    }

    /// Writes a line into a free place and answers which. A full disk costs the mark, not the work.
    func set(_ text: String) -> Int {
        let place = taken.withLock { taken in
            let free = (0...).first { !taken.contains($0) } ?? taken.count
            taken.insert(free)
            return free
        }
        let line = Array(text.utf8.prefix(CrashMarks.size - 1)) + [UInt8(ascii: "\n")]
        _ = pwrite(descriptor, line, line.count, off_t(place * CrashMarks.size))
        return place
    }

    func clear(_ place: Int) {
        var nothing: UInt8 = 0
        _ = pwrite(descriptor, &nothing, 1, off_t(place * CrashMarks.size))
        taken.withLock { _ = $0.remove(place) }
    }
}
