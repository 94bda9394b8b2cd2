import Compression
import Receivers
import TestSupport
import Testing

/// Whatever is done to one place of a log, in whichever of its files, plain or compressed, is found, and the place is
/// named.
@Suite struct LogTamperingTests {
    private typealias File = (name: String, lines: [[UInt8]])

    private let folder: TemporaryFolder
    private let head: LogHead
    /// Lines over several files, the oldest first.
    private let files: [File]
    private var path: String { "\(folder.path)/alerts.jsonl" }

    init() throws {
        let folder = try TemporaryFolder(inMemory: true)
        let log = LogFile(path: "\(folder.path)/alerts.jsonl", format: .jsonl)
        var head = LogHead.none
        var files: [File] = []
        let names = ["alerts.jsonl-20240131.gz", "alerts.jsonl-20240229.gz", "alerts.jsonl-20240229-2", "alerts.jsonl"]
        for (name, sequences) in zip(names, [[1, 2, 4, 5], [6], [8, 9, 10], [11, 12, 15]]) {
            head = try log.append(sequences.map(AlertRecord.example), after: head)
            files.append((name, try folder.bytes("alerts.jsonl").split(separator: UInt8(ascii: "\n")).map(Array.init)))
            try folder.write([], to: "alerts.jsonl")
        }
        self.folder = folder
        self.head = head
        self.files = files
    }

    /// The places that a fault may name, in the order of the log: those of all lines, and the end.
    private func place(_ file: Int, _ line: Int, in files: [File]) -> String {
        if line < files[file].lines.count { return "\(folder.path)/\(files[file].name):\(line + 1):" }
        if let next = files.indices.first(where: { $0 > file && !files[$0].lines.isEmpty }) {
            return "\(folder.path)/\(files[next].name):1:"
        }
        let last = files.lastIndex { !$0.lines.isEmpty } ?? 0
        return "\(folder.path)/\(files[last].name):\(files[last].lines.count):"
    }

    private func fault(_ files: [File]) throws -> String {
        for file in files {
            var bytes = file.lines.flatMap { $0 + [UInt8(ascii: "\n")] }
            // A line without an end is meant to be the file's last.
            if file.lines.last?.isTorn == true { bytes.removeLast() }
            let isArchive = file.name.hasSuffix(".gz")
            try folder.write(isArchive ? try #require(Gzip.compressed(bytes)) : bytes, to: file.name)
        }
        return try LogVerifier(path: path).verify(expected: head).fault?.description ?? "no fault"
    }

    private var places: [(file: Int, line: Int)] {
        files.indices.flatMap { file in files[file].lines.indices.map { (file, $0) } }
    }

    @Test func whatWasWrittenIsGood() throws { #expect(try fault(files) == "no fault") }

    @Test func anEditedLineIsNamed() throws {
        var random = SeededGenerator(seed: 4)
        for (file, line) in places {
            for _ in 0..<20 {
                var edited = files
                let position = Int.random(in: 0..<files[file].lines[line].count, using: &random)
                edited[file].lines[line][position] ^= 1
                let found = try fault(edited)
                #expect(found.hasPrefix(place(file, line, in: files)), "byte \(position) of \(file), \(line)")
            }
        }
    }

    @Test func aDeletedLineIsMissedWhereItStood() throws {
        for (file, line) in places {
            var edited = files
            edited[file].lines.remove(at: line)
            let found = try fault(edited)
            #expect(found.hasPrefix(place(file, line, in: edited)), "\(file), \(line)")
            #expect(found.contains("removed"))
        }
    }

    @Test func truncationIsFoundWhereverItCuts() throws {
        for (file, line) in places {
            var cut = files
            cut[file].lines.removeSubrange(line...)
            if cut.contains(where: { !$0.lines.isEmpty }) {
                #expect(try fault(cut).hasPrefix(place(file, line, in: cut)), "before line \(line) of \(file)")
            }
            cut[file].lines.append(files[file].lines[line].dropLast(7))
            #expect(try fault(cut).hasPrefix(place(file, line, in: cut)), "within line \(line) of \(file)")
        }
    }

    /// One of the two is named, or the line that follows one of them.
    @Test func exchangedLinesAreNamed() throws {
        for (index, first) in places.enumerated() {
            for second in places.dropFirst(index + 1) {
                var edited = files
                edited[first.file].lines[first.line] = files[second.file].lines[second.line]
                edited[second.file].lines[second.line] = files[first.file].lines[first.line]
                let found = try fault(edited)
                let named = [first, second].flatMap {
                    [place($0.file, $0.line, in: edited), place($0.file, $0.line + 1, in: edited)]
                }
                #expect(named.contains { found.contains($0.dropLast()) }, "\(first), \(second): \(found)")
            }
        }
    }
}

extension [UInt8] {
    fileprivate var isTorn: Bool { last != UInt8(ascii: "}") }
}
