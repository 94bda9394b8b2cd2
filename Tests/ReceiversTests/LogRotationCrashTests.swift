import Compression
import FoundationEssentials
import Receivers
import TestSupport
import Testing

/// Wherever a process ends within a rotation, the log holds every alert exactly once afterwards, and its chain is
/// whole.
@Suite struct LogRotationCrashTests {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/alerts" }

    init() throws { folder = try TemporaryFolder(inMemory: true) }

    private func log(_ format: LogFormat) -> LogFile {
        LogFile(path: path, format: format, rotation: LogRotation(size: 1, keep: 9))
    }

    /// All that a process does with alerts that it has not recorded as delivered, from its beginning.
    private func deliver(_ sequences: ClosedRange<Int>, after head: LogHead, by log: LogFile) throws -> LogHead {
        try log.rotate(at: .now)
        let end = try log.append(sequences.map(AlertRecord.example), after: head)
        try log.compressRotated()
        return end
    }

    /// The lines of all files, in the order of their first alerts.
    private func lines(_ format: LogFormat) throws -> [UInt8] {
        let contents = try folder.names().map { name in
            let bytes = try folder.bytes(name)
            return name.hasSuffix(".gz") ? try #require(Gzip.expanded(bytes)) : bytes
        }
        // Sequences are of one digit here, and all lines of one form.
        return contents.filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }.flatMap(\.self)
    }

    /// What one file holds after alerts 1, 2 and 3 to 5, and the heads after each.
    private func undisturbed(_ format: LogFormat) throws -> (first: [UInt8], all: [UInt8], head: LogHead, end: LogHead)
    {
        let plain = LogFile(path: path, format: format)
        let head = try plain.append((1...2).map(AlertRecord.example), after: .none)
        let first = try folder.bytes("alerts")
        let end = try plain.append((3...5).map(AlertRecord.example), after: head)
        let all = try folder.bytes("alerts")
        try empty()
        return (first, all, head, end)
    }

    private func empty() throws {
        for name in try folder.names() { try LogFile(path: path, format: .text).remove("\(folder.path)/\(name)") }
    }

    private func expectWhole(
        _ expected: (first: [UInt8], all: [UInt8], head: LogHead, end: LogHead), _ format: LogFormat,
        _ comment: Comment
    ) throws {
        #expect(try deliver(3...5, after: expected.head, by: log(format)) == expected.end, comment)
        #expect(try lines(format) == expected.all, comment)
        let names = try folder.names()
        #expect(names.allSatisfy { $0 == "alerts" || $0.hasSuffix(".gz") }, comment)
        if format == .jsonl {
            let found = try LogVerifier(path: path).verify(expected: expected.end)
            #expect(found.fault == nil, comment)
            #expect(found.lines == 5, comment)
        }
        try empty()
    }

    /// The batch was written, wholly or in part, before the file was set aside by the next process.
    @Test(arguments: LogFormat.allCases)
    func anyPrefixOfABatchBeforeTheRotation(format: LogFormat) throws {
        let expected = try undisturbed(format)
        for length in expected.first.count...expected.all.count {
            try folder.write(expected.all[..<length], to: "alerts")
            try expectWhole(expected, format, "after \(length) bytes")
        }
    }

    /// The file was set aside; of the new one there is nothing, or any part of the batch.
    @Test(arguments: LogFormat.allCases, [false, true])
    func anyPrefixOfABatchAfterTheRotation(format: LogFormat, isCompressed: Bool) throws {
        let expected = try undisturbed(format)
        let archive = try #require(Gzip.compressed(expected.first))
        let batch = expected.all[expected.first.count...]
        for length in -1...batch.count {
            try folder.write(
                isCompressed ? archive : expected.first, to: "alerts-20240516" + (isCompressed ? ".gz" : ""))
            if length >= 0 { try folder.write(batch.prefix(length), to: "alerts") }
            try expectWhole(expected, format, "after \(length) bytes")
        }
    }

    /// The batch lies in the file that was set aside, and even in its archive: nobody has recorded that it was written.
    @Test(arguments: LogFormat.allCases)
    func theWholeBatchInAnArchive(format: LogFormat) throws {
        let expected = try undisturbed(format)
        try folder.write(try #require(Gzip.compressed(expected.all)), to: "alerts-20240516.gz")
        try expectWhole(expected, format, "all in one")
        let batch = expected.all[expected.first.count...]
        try folder.write(try #require(Gzip.compressed(expected.first)), to: "alerts-20240516.gz")
        try folder.write(try #require(Gzip.compressed(Array(batch))), to: "alerts-20240517.gz")
        try expectWhole(expected, format, "in one of its own")
    }

    /// Any part of the archive was written, under its first name or already under its own, and the plain file is still
    /// there.
    @Test(arguments: LogFormat.allCases, ["alerts-20240516.gz.new", "alerts-20240516.gz"])
    func anyPrefixOfAnArchive(format: LogFormat, name: String) throws {
        let expected = try undisturbed(format)
        let archive = try #require(Gzip.compressed(expected.first))
        for length in [0, 1, 2, 17, archive.count - 1, archive.count] {
            try folder.write(expected.first, to: "alerts-20240516")
            try folder.write(archive.prefix(length), to: name)
            try folder.write(expected.all[expected.first.count...], to: "alerts")
            try expectWhole(expected, format, "after \(length) bytes")
        }
    }
}
