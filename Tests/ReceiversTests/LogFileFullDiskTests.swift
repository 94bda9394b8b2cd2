import FoundationEssentials
import Glibc
import Receivers
import TestSupport
import Testing

/// A limit on the size of files cuts a write short as a full disk does; it holds for a whole process, hence the
/// children.
@Suite struct LogFileFullDiskTests {
    @Test func losesNothingWhereverTheDiskIsFull() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            for format in LogFormat.allCases {
                let folder = try TemporaryFolder(inMemory: true)
                let log = LogFile(path: "\(folder.path)/alerts", format: format)
                let head = try log.append([.example(1)], after: .none)
                let first = try folder.bytes("alerts")
                let end = try log.append([.example(2), .example(3)], after: head)
                let all = try folder.bytes("alerts")
                try folder.write(first, to: "alerts")
                for limit in first.count..<all.count {
                    try setFileSizeLimit(limit)
                    #expect(throws: ReceiverError.self) {
                        try log.append([.example(2), .example(3)], after: head)
                    }
                    #expect(try folder.bytes("alerts") == first, "full at \(limit)")
                }
                try setFileSizeLimit(all.count)
                #expect(try log.append([.example(2), .example(3)], after: head) == end)
                #expect(try folder.bytes("alerts") == all)
            }
        }
    }

    /// The file that was set aside stays as it is, and what there is of its archive goes: it would only take up room.
    @Test func anArchiveThatDoesNotFitLeavesNothingBehind() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let folder = try TemporaryFolder(inMemory: true)
            let log = LogFile(path: "\(folder.path)/alerts", format: .jsonl, rotation: LogRotation(size: 1))
            let head = try log.append([.example(1), .example(2)], after: .none)
            try folder.age("alerts", to: 0)
            try log.rotate(at: .now)
            for limit in [0, 1, 100] {
                try setFileSizeLimit(limit)
                #expect(throws: ReceiverError.self) { try log.compressRotated() }
                #expect(try folder.names() == ["alerts-19700101"])
            }
            try setFileSizeLimit(1 << 20)
            try log.compressRotated()
            #expect(try folder.names() == ["alerts-19700101.gz"])
            #expect(try LogVerifier(path: log.path).verify(expected: head).lines == 2)
        }
    }
}

private func setFileSizeLimit(_ bytes: Int) throws {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else {
        throw TemporaryFolder.Failure(errno: errno)
    }
    limit.rlim_cur = rlim_t(bytes)
    guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else {
        throw TemporaryFolder.Failure(errno: errno)
    }
}
