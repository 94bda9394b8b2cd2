import CSpawn
import Glibc

/// A pipe whose ends no other child inherits.
struct Pipe {
    let read: Descriptor
    let write: Descriptor

    init() throws(ChildProcess.Failure) {
        var ends: [Int32] = [0, 0]
        guard ratingwatch_pipe(&ends) == 0 else { throw ChildProcess.Failure(call: "pipe2", code: errno) }
        read = Descriptor(ends[0])
        write = Descriptor(ends[1])
    }

    func close() {
        read.close()
        write.close()
    }
}
