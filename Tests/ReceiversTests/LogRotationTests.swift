import Compression
import FoundationEssentials
import Glibc
import Receivers
import TestSupport
import Testing

@Suite struct LogRotationTests {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/alerts" }

    init() throws { folder = try TemporaryFolder(inMemory: true) }

    private static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func seconds(_ text: String) throws -> Int { Int(try LogRotationTests.date(text).timeIntervalSince1970) }

    @Test(arguments: [
        (LogRotation(every: .day), "2024-05-16T23:59:59Z", "2024-05-16T23:59:59Z", false),
        (LogRotation(every: .day), "2024-05-16T23:59:59Z", "2024-05-17T00:00:00Z", true),
        (LogRotation(every: .day), "2024-05-16T00:00:00Z", "2024-06-16T00:00:00Z", true),
        // The 19th is a Sunday.
        (LogRotation(every: .week), "2024-05-13T00:00:00Z", "2024-05-19T23:59:59Z", false),
        (LogRotation(every: .week), "2024-05-19T23:59:59Z", "2024-05-20T00:00:00Z", true),
        (LogRotation(every: .week), "2023-12-31T23:59:59Z", "2024-01-01T00:00:00Z", true),
        (LogRotation(every: .week), "2024-12-30T00:00:00Z", "2025-01-05T23:59:59Z", false),
        (LogRotation(every: .month), "2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z", false),
        (LogRotation(every: .month), "2024-02-29T23:59:59Z", "2024-03-01T00:00:00Z", true),
        (LogRotation(every: .month), "2023-03-01T00:00:00Z", "2024-03-01T00:00:00Z", true),
        // A clock that has been turned back.
        (LogRotation(every: .day), "2024-05-17T00:00:00Z", "2024-05-14T00:00:00Z", false),
        (LogRotation(every: .month), "2024-03-01T00:00:00Z", "2024-02-29T00:00:00Z", false),
        (LogRotation(size: 1), "2024-05-17T00:00:00Z", "2024-05-17T00:00:00Z", true),
        (LogRotation(size: 100_000), "2024-05-17T00:00:00Z", "2025-05-17T00:00:00Z", false),
        (LogRotation(size: 100_000, every: .day), "2024-05-16T00:00:00Z", "2024-05-17T00:00:00Z", true),
    ])
    func aFileIsSetAsideOnceItIsFullOrOfAnEarlierPeriod(
        rotation: LogRotation, written: String, now: String, isDue: Bool
    ) throws {
        let log = LogFile(path: path, format: .text, rotation: rotation)
        _ = try log.append([.example(1)], after: .none)
        try folder.age("alerts", to: try seconds(written))
        try log.rotate(at: try LogRotationTests.date(now))
        let day = written.prefix(10).replacing("-", with: "")
        #expect(try folder.names() == [isDue ? "alerts-\(day)" : "alerts"])
    }

    @Test func anEmptyFileIsNotSetAside() throws {
        let log = LogFile(path: path, format: .text, rotation: LogRotation(size: 1))
        try log.rotate(at: .now)
        #expect(try folder.names() == [])
        try log.checkWritable()
        try log.rotate(at: .now)
        #expect(try folder.names() == ["alerts"])
    }

    @Test func aNameIsNeverTakenTwice() throws {
        let log = LogFile(path: path, format: .text, rotation: LogRotation(size: 1))
        let second = try seconds("2024-05-16T12:00:00Z")
        var head = LogHead.none
        try folder.write(Array("[9] \n".utf8), to: "alerts-20240516-3.xz")
        for sequence in 1...4 {
            head = try log.append([.example(sequence)], after: head)
            try folder.age("alerts", to: second)
            try log.rotate(at: .now)
            if sequence == 2 { try log.compressRotated() }
        }
        #expect(
            try folder.names() == [
                "alerts-20240516-3.xz", "alerts-20240516-4.gz", "alerts-20240516-5.gz", "alerts-20240516-6",
                "alerts-20240516-7",
            ])
    }

    /// What others rotated is theirs.
    @Test func whatIsSetAsideIsCompressedForTheSameReaders() throws {
        let head = try LogFile(path: path, format: .jsonl).append([.example(1), .example(2)], after: .none)
        let bytes = try folder.bytes("alerts")
        try LogFile(path: path, format: .jsonl).rotate(at: .now)
        #expect(try folder.names() == ["alerts"])
        let log = LogFile(path: path, format: .jsonl, rotation: LogRotation(size: 1))
        #expect(chmod(path, 0o644) == 0)
        try folder.age("alerts", to: 0)
        try log.rotate(at: .now)
        try LogFile(path: path, format: .jsonl).compressRotated()
        #expect(try folder.names() == ["alerts-19700101"])
        // What a process left behind that ended while it compressed.
        try folder.write([1, 2, 3], to: "alerts-19700101.gz.new")
        try log.compressRotated()
        #expect(try folder.names() == ["alerts-19700101.gz"])
        #expect(Gzip.expanded(try folder.bytes("alerts-19700101.gz")) == bytes)
        var status = stat()
        #expect(stat("\(path)-19700101.gz", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o644)
        #expect(try LogVerifier(path: path).verify(expected: head).lines == 2)
    }

    @Test func theOldestAlertsAreNotKept() throws {
        let log = LogFile(path: path, format: .jsonl, rotation: LogRotation(size: 1, keep: 2))
        var heads = [LogHead.none]
        for sequence in 1...5 {
            heads.append(try log.append([.example(sequence)], after: heads[sequence - 1]))
            // Of names, the youngest would be the first.
            try folder.age("alerts", to: (10 - sequence) * 86400)
            try log.rotate(at: .now)
            if sequence.isMultiple(of: 2) { try log.compressRotated() }
        }
        try folder.write(Array("no alert\n".utf8), to: "alerts.7")
        var removed = LogHead.none
        while let oldest = try log.superfluous() {
            #expect(oldest.end == heads[removed.sequence + 1])
            removed = oldest.end
            try log.remove(oldest.path)
        }
        #expect(removed == heads[3])
        #expect(try folder.names() == ["alerts-19700106", "alerts-19700107.gz", "alerts.7"])
        try log.remove("\(path).7")
        let found = try LogVerifier(path: path).verify(expected: heads[5], removed: removed)
        #expect(found.fault == nil)
        #expect(found.first == 4)
    }

    @Test(arguments: [
        ("x.1", "x", true), ("x-20240516", "x", true), ("x-2024-05-16-2.gz", "x", true), ("x.2.xz", "x", true),
        ("x", "x", false), ("x", "x.1", false), ("x.log", "x", false), ("x.", "x", false), ("x1", "x", false),
        ("y/x.1", "x", false), ("x.1.1", "x", false),
    ])
    func aRotatedFilesNameIsKnown(other: String, path: String, isRotated: Bool) {
        #expect(LogFile.isRotated("/log/" + other, of: "/log/" + path) == isRotated)
    }
}
