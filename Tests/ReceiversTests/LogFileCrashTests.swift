import Receivers
import TestSupport
import Testing

/// Whatever of a batch reached the disk before a crash, the log holds every alert exactly once afterwards.
@Suite struct LogFileCrashTests {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/alerts" }

    init() throws { folder = try TemporaryFolder(inMemory: true) }

    private func append(
        _ sequences: ClosedRange<Int>, after head: LogHead, _ format: LogFormat
    ) throws -> LogHead {
        try LogFile(path: path, format: format).append(sequences.map(AlertRecord.example), after: head)
    }

    /// What the log holds after alerts 1, 2 and then 3, 4, 5, the head between, and the head at the end.
    private func undisturbed(_ format: LogFormat) throws -> (first: [UInt8], all: [UInt8], head: LogHead, end: LogHead)
    {
        let head = try append(1...2, after: .none, format)
        let first = try folder.bytes("alerts")
        let end = try append(3...5, after: head, format)
        return (first, try folder.bytes("alerts"), head, end)
    }

    @Test(arguments: LogFormat.allCases)
    func anyPrefixOfABatch(format: LogFormat) throws {
        let expected = try undisturbed(format)
        for length in expected.first.count...expected.all.count {
            try folder.write(expected.all[..<length], to: "alerts")
            #expect(try append(3...5, after: expected.head, format) == expected.end)
            #expect(try folder.bytes("alerts") == expected.all, "after \(length) bytes")
        }
    }

    @Test(arguments: LogFormat.allCases)
    func anyPrefixOfTheFirstBatch(format: LogFormat) throws {
        let expected = try undisturbed(format)
        for length in 0...expected.all.count {
            try folder.write(expected.all[..<length], to: "alerts")
            #expect(try append(1...5, after: .none, format) == expected.end)
            #expect(try folder.bytes("alerts") == expected.all, "after \(length) bytes")
        }
    }

    /// A power cut may keep any block of the batch from the disk and leave zeros.
    @Test(arguments: LogFormat.allCases)
    func zerosInsteadOfAnyByteOfABatch(format: LogFormat) throws {
        let expected = try undisturbed(format)
        for position in expected.first.count..<expected.all.count {
            var holed = expected.all
            holed[position] = 0
            try folder.write(holed, to: "alerts")
            #expect(try append(3...5, after: expected.head, format) == expected.end)
            #expect(try folder.bytes("alerts") == expected.all, "zero at \(position)")
        }
    }

    @Test(arguments: LogFormat.allCases, ["alerts.1", "alerts-20240516"])
    func rotatedAfterAnyPrefixOfABatch(format: LogFormat, rotated: String) throws {
        let expected = try undisturbed(format)
        for length in expected.first.count...expected.all.count {
            try folder.write(expected.all[..<length], to: "alerts")
            try folder.rename("alerts", to: rotated)
            #expect(try append(3...5, after: expected.head, format) == expected.end)
            #expect(try folder.bytes(rotated) + folder.bytes("alerts") == expected.all, "after \(length) bytes")
            try folder.rename("alerts", to: "gone")
        }
    }

    @Test(arguments: LogFormat.allCases)
    func copiedAndTruncatedAfterABatch(format: LogFormat) throws {
        let expected = try undisturbed(format)
        try folder.write(expected.all, to: "alerts.1")
        try folder.write([], to: "alerts")
        #expect(try append(3...5, after: expected.head, format) == expected.end)
        #expect(try folder.bytes("alerts") == [])
    }
}
