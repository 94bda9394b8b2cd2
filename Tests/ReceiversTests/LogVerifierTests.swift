import Compression
import Receivers
import TestSupport
import Testing

/// Any one line that was edited, removed, moved or cut is found, and named.
@Suite struct LogVerifierTests {
    private let folder: TemporaryFolder
    private let head: LogHead
    /// Ten lines over three files, the oldest first.
    private let files: [(name: String, lines: [String])]
    private var path: String { "\(folder.path)/alerts.jsonl" }

    init() throws {
        let folder = try TemporaryFolder(inMemory: true)
        let log = LogFile(path: "\(folder.path)/alerts.jsonl", format: .jsonl)
        // The sequences have gaps: not every alert is routed to this log.
        var head = try log.append([1, 2, 5].map(AlertRecord.example), after: .none)
        try folder.rename("alerts.jsonl", to: "alerts.jsonl.2")
        head = try log.append([6, 7, 9, 10].map(AlertRecord.example), after: head)
        try folder.rename("alerts.jsonl", to: "alerts.jsonl.1")
        head = try log.append([11, 14, 15].map(AlertRecord.example), after: head)
        self.folder = folder
        self.head = head
        files = try ["alerts.jsonl.2", "alerts.jsonl.1", "alerts.jsonl"].map { name in
            (name, try folder.read(name).split(separator: "\n").map(String.init))
        }
    }

    private func write(_ lines: [String], to name: String) throws {
        try folder.write(lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }, to: name)
    }

    /// Verifies the log with one file's lines changed.
    private func fault(
        of name: String, _ lines: [String], expected: LogHead? = nil
    ) throws -> LogFault? {
        try write(lines, to: name)
        defer { try? restore() }
        return try LogVerifier(path: path).verify(expected: expected ?? head).fault
    }

    private func restore() throws {
        for file in files { try write(file.lines, to: file.name) }
    }

    @Test func acceptsWhatWasWritten() throws {
        let found = try LogVerifier(path: path).verify(expected: head)
        #expect(found.fault == nil)
        #expect(found.lines == 10)
        #expect(found.head == head)
        #expect(found.files == files.map { "\(folder.path)/\($0.name)" })
        #expect(found.unchecked == [])
    }

    @Test func acceptsFilesThatAreNamedByDate() throws {
        try folder.rename("alerts.jsonl.1", to: "alerts.jsonl-20240102")
        try folder.rename("alerts.jsonl.2", to: "alerts.jsonl-2024-01-01")
        let found = try LogVerifier(path: path).verify(expected: head)
        #expect(found.fault == nil)
        #expect(found.lines == 10)
    }

    @Test func acceptsALogThatIsNotThere() throws {
        let found = try LogVerifier(path: "\(folder.path)/other.jsonl").verify()
        #expect(found.fault == nil)
        #expect(found.head == .none)
    }

    @Test func findsAnyEditedByteOfALine() throws {
        let file = files[1]
        let line = Array(file.lines[1].utf8)
        for position in line.indices {
            var edited = line
            edited[position] ^= 1
            var lines = file.lines
            lines[1] = String(decoding: edited, as: UTF8.self)
            let found = try #require(try fault(of: file.name, lines), "byte \(position)")
            #expect(found.file == "\(folder.path)/\(file.name)")
            #expect(found.line == 2)
        }
    }

    @Test func findsAnyEditedLine() throws {
        for file in files {
            for index in file.lines.indices {
                var lines = file.lines
                lines[index] = lines[index].replacing("Größe", with: "Grösse")
                let found = try #require(try fault(of: file.name, lines))
                #expect(found.reason == .edited)
                #expect(found.file == "\(folder.path)/\(file.name)")
                #expect(found.line == index + 1)
            }
        }
    }

    @Test func findsAnyRemovedLine() throws {
        for file in files {
            for index in file.lines.indices {
                var lines = file.lines
                lines.remove(at: index)
                #expect(try fault(of: file.name, lines)?.reason == .removed, "line \(index + 1) of \(file.name)")
            }
        }
    }

    @Test func findsAnyRepeatedLine() throws {
        for file in files {
            for index in file.lines.indices {
                var lines = file.lines
                lines.insert(lines[index], at: index)
                let found = try #require(try fault(of: file.name, lines))
                #expect(found.reason == .reordered)
                #expect(found.line == index + 2)
            }
        }
    }

    @Test func findsAnyTwoExchangedLines() throws {
        for file in files {
            for first in file.lines.indices {
                for second in file.lines.indices.dropFirst(first + 1) {
                    var lines = file.lines
                    lines.swapAt(first, second)
                    #expect(
                        try fault(of: file.name, lines)?.reason == .reordered, "\(first), \(second) of \(file.name)")
                }
            }
        }
    }

    @Test func findsAMissingFile() throws {
        for file in files { #expect(try fault(of: file.name, [])?.reason == .removed, "\(file.name)") }
    }

    /// Without the history a log that was cut at a line's end looks whole.
    @Test func findsTheMissingEndOnlyByTheHistory() throws {
        let lines = Array(files[2].lines.dropLast())
        #expect(try fault(of: "alerts.jsonl", lines, expected: LogHead.none) == nil)
        let found = try #require(try fault(of: "alerts.jsonl", lines))
        #expect(found.description.hasPrefix("\(path):2: removed: the log ends with alert 14"))
    }

    @Test func findsAChainThatWasComputedAnew() throws {
        var other = AlertRecord.example(15)
        other = AlertRecord(sequence: 15, id: other.id, body: #"{"a":1,"sequence":"15"}"#, line: "")
        let log = LogFile(path: path, format: .jsonl)
        let before = try LogVerifier(path: path).verify()
        try write(Array(files[2].lines.dropLast()), to: "alerts.jsonl")
        let cut = try LogVerifier(path: path).verify()
        #expect(cut.head.sequence == 14)
        let forged = try log.append([other], after: cut.head)
        #expect(forged.sequence == before.head.sequence)
        #expect(try LogVerifier(path: path).verify().fault == nil)
        #expect(try LogVerifier(path: path).verify(expected: head).fault?.reason == .edited)
    }

    @Test(arguments: [
        ("", LogFault.Reason.empty), ("garbage", .notJSON), ("{\"a\":1", .notJSON), ("{\"a\":1}", .edited),
    ])
    func namesALineThatIsNoAlert(line: String, reason: LogFault.Reason) throws {
        var lines = files[1].lines
        lines.insert(line, at: 2)
        let found = try #require(try fault(of: "alerts.jsonl.1", lines))
        #expect(found.reason == reason)
        #expect(found.line == 3)
    }

    @Test func namesATornLine() throws {
        try folder.write(try folder.bytes("alerts.jsonl").dropLast(), to: "alerts.jsonl")
        let found = try #require(try LogVerifier(path: path).verify(expected: head).fault)
        #expect(found.reason == .torn)
        #expect(found.description == "\(path):3: truncated: the line has no end")
    }

    /// What cannot be read is named, and the rest is still checked.
    @Test func namesFilesAsUncheckedThatOtherProgramsCompressed() throws {
        try folder.rename("alerts.jsonl.2", to: "alerts.jsonl.2.xz")
        let found = try LogVerifier(path: path).verify(expected: head)
        #expect(found.fault == nil)
        #expect(found.lines == 7)
        #expect(found.unchecked == ["\(folder.path)/alerts.jsonl.2.xz"])
        try write(Array(files[1].lines.dropFirst(1).dropFirst()), to: "alerts.jsonl.1")
        try folder.rename("alerts.jsonl", to: "alerts.jsonl.9")
        #expect(try LogVerifier(path: path).verify(expected: head).fault == nil)
        try write([files[1].lines[0], files[1].lines[2]], to: "alerts.jsonl.1")
        #expect(try LogVerifier(path: path).verify(expected: head).fault?.reason == .removed)
    }

    @Test func readsWhatGzipCompressed() throws {
        let archive = try #require(Gzip.compressed(try folder.bytes("alerts.jsonl.2")))
        try folder.write(archive, to: "alerts.jsonl.2.gz")
        // Both are there when a process ends before it removes the file that it has compressed.
        #expect(try LogVerifier(path: path).verify(expected: head).files == files.map { "\(folder.path)/\($0.name)" })
        try folder.rename("alerts.jsonl.2", to: "elsewhere")
        let found = try LogVerifier(path: path).verify(expected: head)
        #expect(found.fault == nil)
        #expect(found.lines == 10)
        #expect(found.unchecked == [])
    }

    /// Whatever is cut off an archive is missed, be it the sum of its bytes alone.
    @Test func namesTheLineBeforeWhichAnArchiveBreaksOff() throws {
        let archive = try #require(Gzip.compressed(try folder.bytes("alerts.jsonl.1")))
        try folder.rename("alerts.jsonl.1", to: "elsewhere")
        for length in 2..<archive.count {
            try folder.write(archive.prefix(length), to: "alerts.jsonl.1.gz")
            let found = try #require(try LogVerifier(path: path).verify(expected: head).fault, "\(length) bytes")
            if found.reason == .removed { continue }
            #expect(found.reason == .damaged)
            #expect(found.file == "\(path).1.gz", "\(length) bytes")
            #expect((1...5).contains(found.line))
        }
    }

    /// What was removed on purpose is no fault; what else is missing at the beginning is.
    @Test func aChainBeginsWhereTheHistorySaysThatItsOldFilesWereRemoved() throws {
        let all = LogVerifier(path: path)
        let hash = try #require(files[0].lines[2].split(separator: "\"").last { $0.count == 64 })
        let removed = LogHead(sequence: 5, hash: String(hash))
        #expect(try all.verify(expected: head, removed: removed).fault == nil)
        try write(Array(files[0].lines.dropFirst()), to: "alerts.jsonl.2")
        #expect(try all.verify(expected: head, removed: removed).fault == nil)
        try folder.rename("alerts.jsonl.2", to: "elsewhere")
        let found = try all.verify(expected: head, removed: removed)
        #expect(found.fault == nil)
        #expect(found.first == 6)
        #expect(try all.verify(expected: head).fault?.reason == .removed)
        try write(Array(files[1].lines.dropFirst()), to: "alerts.jsonl.1")
        let missing = try #require(try all.verify(expected: head, removed: removed).fault)
        #expect(missing.description.hasPrefix("\(path).1:1: removed or edited: what stood between alert 5 and alert 7"))
    }

    @Test func leavesOtherFilesOfTheFolderAlone() throws {
        for name in ["alerts.jsonl.bak", "alerts.jsonl.", "alerts.jsonl2", "other.jsonl.1"] {
            try folder.write("garbage\n".utf8, to: name)
        }
        #expect(try LogVerifier(path: path).verify(expected: head).fault == nil)
    }
}
