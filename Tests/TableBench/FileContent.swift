import Feeds
import Glibc

/// A file that is read as the daemon reads the body of an answer: a piece at a time.
final class FileContent: TableContent {
    /// In bytes.
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw TableFault(row: 0, cause: .noRows) }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
        }
    }
}
