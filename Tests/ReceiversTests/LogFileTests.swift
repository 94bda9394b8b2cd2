import Glibc
import Receivers
import TestSupport
import Testing

@Suite struct LogFileTests {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/alerts" }

    init() throws { folder = try TemporaryFolder(inMemory: true) }

    /// The hashes were computed with another implementation (Python's hashlib) from the contract's words.
    @Test func chainsAsTheContractSays() throws {
        let alerts = [
            AlertRecord(
                sequence: 1, id: "rw_1", body: #"{"id":"rw_1","sequence":"00000000000000000001","data":{}}"#, line: ""),
            AlertRecord(
                sequence: 2, id: "rw_2",
                body: #"{"id":"rw_2","sequence":"00000000000000000002","data":{"title":"é"}}"#, line: ""),
        ]
        let zeros = String(repeating: "0", count: 64)
        let first = "0cce008e9488ec07b587ca318043278ee450c519d453f0bffd2819d067028ffa"
        let second = "498c3e287b90ddbba2d384615cd4094423d7fbef723ad0b045e92570a4c93409"
        let head = try LogFile(path: path, format: .jsonl).append(alerts, after: .none)
        #expect(head == LogHead(sequence: 2, hash: second))
        #expect(
            try folder.read("alerts") == """
                {"id":"rw_1","sequence":"00000000000000000001","data":{},"previoushash":"\(zeros)","hash":"\(first)"}
                {"id":"rw_2","sequence":"00000000000000000002","data":{"title":"é"},"previoushash":"\(first)","hash":"\(second)"}

                """)
    }

    @Test(arguments: [
        ("Cheshire East: inadequate", "Cheshire East: inadequate"),
        ("a\nb\r\nc\td", #"a\nb\r\nc\td"#),
        (#"a\nb"#, #"a\\nb"#),
        ("\u{1B}[31mred\u{7F}\u{0}", #"\u{1b}[31mred\u{7f}\u{0}"#),
        ("\u{85}\u{2028}\u{2029}\u{9B}", #"\u{85}\u{2028}\u{2029}\u{9b}"#),
        ("\u{202E}txt.exe\u{2066}", #"\u{202e}txt.exe\u{2066}"#),
        ("Ynys Môn – 学校 👩‍🏫", "Ynys Môn – 学校 👩‍🏫"),
        ("", ""),
    ])
    func noCharacterBreaksAReadableLine(title: String, expected: String) throws {
        let alert = AlertRecord(sequence: 42, id: "rw_42", body: "{}", line: title)
        _ = try LogFile(path: path, format: .text).append([alert], after: .none)
        #expect(try folder.read("alerts") == "[42] \(expected)\n")
    }

    @Test(arguments: ["", "{}", "[1]", "{\"a\":1", "{\"a\":\n1}"])
    func refusesABodyThatIsNotAnObjectOnOneLine(body: String) throws {
        let alert = AlertRecord(sequence: 1, id: "rw_1", body: body, line: "")
        #expect(throws: ReceiverError.self) {
            try LogFile(path: path, format: .jsonl).append([alert], after: .none)
        }
        #expect(try folder.bytes("alerts") == [])
    }

    @Test(arguments: LogFormat.allCases)
    func writesInOrderOfSequenceAndNothingTwice(format: LogFormat) throws {
        let log = LogFile(path: path, format: format)
        var head = try log.append([3, 1, 1, 2].map(AlertRecord.example), after: .none)
        head = try log.append([2, 3, 5, 4].map(AlertRecord.example), after: head)
        let scattered = try folder.bytes("alerts")
        try folder.write([], to: "alerts")
        #expect(try log.append((1...5).map(AlertRecord.example), after: .none) == head)
        #expect(try folder.bytes("alerts") == scattered)
        #expect(try log.append([], after: head) == head)
    }

    /// One byte more than the window in which the end of the log is looked for.
    @Test(arguments: LogFormat.allCases)
    func findsTheEndBehindAVeryLongLine(format: LogFormat) throws {
        let title = String(repeating: "x", count: 1 << 16)
        let long = AlertRecord(
            sequence: 2, id: "rw_2", body: "{\"a\":1,\"sequence\":\"2\",\"title\":\"\(title)\"}", line: title)
        let alerts = [.example(1), long, .example(3)]
        let log = LogFile(path: path, format: format)
        let head = try log.append(Array(alerts.prefix(1)), after: .none)
        let end = try log.append(Array(alerts.dropFirst()), after: head)
        let expected = try folder.bytes("alerts")
        #expect(try log.append(Array(alerts.dropFirst()), after: head) == end)
        try folder.write(expected.dropLast(), to: "alerts")
        #expect(try log.append(Array(alerts.dropFirst()), after: head) == end)
        #expect(try folder.bytes("alerts") == expected)
    }

    /// A state folder that was deleted while its logs were kept begins again at sequence 1.
    @Test(arguments: LogFormat.allCases)
    func refusesALogOfAnotherHistory(format: LogFormat) throws {
        let log = LogFile(path: path, format: format)
        _ = try log.append((1...3).map(AlertRecord.example), after: .none)
        let other = AlertRecord(sequence: 1, id: "rw_x", body: #"{"x":1,"sequence":"1"}"#, line: "x")
        let error = #expect(throws: ReceiverError.self) { try log.append([other], after: .none) }
        #expect(error?.description.contains("another history") == true)
    }

    @Test(arguments: LogFormat.allCases)
    func leavesAFileAloneThatIsNoLog(format: LogFormat) throws {
        let bytes = Array("SQLite format 3\u{0}\n\u{0}unfinished".utf8)
        try folder.write(bytes, to: "alerts")
        #expect(throws: ReceiverError.self) {
            try LogFile(path: path, format: format).append([.example(1)], after: .none)
        }
        #expect(try folder.bytes("alerts") == bytes)
    }

    @Test(arguments: LogFormat.allCases)
    func goesOnBehindALineThatSomebodyAdded(format: LogFormat) throws {
        let log = LogFile(path: path, format: format)
        let head = try log.append([.example(1)], after: .none)
        let before = try folder.bytes("alerts")
        try folder.write(before + Array("seen by the desk\n".utf8), to: "alerts")
        #expect(try log.append([.example(2)], after: head).sequence == 2)
        #expect(try folder.bytes("alerts").starts(with: before + Array("seen by the desk\n".utf8)))
    }

    /// root may write whatever the mode says, so only other users can tell.
    @Test(.enabled(if: getuid() != 0, "root ignores file modes"), arguments: LogFormat.allCases)
    func readsArchivesThatWereMadeReadOnly(format: LogFormat) throws {
        let log = LogFile(path: path, format: format)
        let head = try log.append([.example(1), .example(2)], after: .none)
        try folder.rename("alerts", to: "alerts.1")
        #expect(chmod("\(path).1", 0o440) == 0)
        #expect(try log.append([.example(2)], after: LogHead(sequence: 1, hash: LogHead.none.hash)) == head)
        #expect(try folder.bytes("alerts") == [])
    }

    @Test func namesAMissingFolder() throws {
        let error = #expect(throws: ReceiverError.self) {
            try LogFile(path: "\(folder.path)/none/alerts", format: .text).append([.example(1)], after: .none)
        }
        #expect(
            error?.description
                == "cannot open \(folder.path)/none/alerts: No such file or directory (create the folder \(folder.path)/none)"
        )
    }

    @Test func refusesADevice() throws {
        let error = #expect(throws: ReceiverError.self) {
            try LogFile(path: "/dev/full", format: .text).append([.example(1)], after: .none)
        }
        #expect(error?.cause == "it is not a regular file")
        #expect(error?.hint?.contains("name a file") == true)
    }

    /// Whoever only reads a pipe waits until somebody writes to it.
    @Test func waitsForNobodyAtAPipe() throws {
        #expect(mkfifo(path, 0o600) == 0)
        let log = LogFile(path: path, format: .text)
        #expect(throws: ReceiverError.self) { try log.alerts(beyond: .none) }
        #expect(throws: ReceiverError.self) { try log.append([.example(1)], after: .none) }
    }

    @Test func saysWhereALinkLeads() throws {
        #expect(symlink("\(folder.path)/none/alerts", path) == 0)
        let error = #expect(throws: ReceiverError.self) {
            try LogFile(path: path, format: .text).append([.example(1)], after: .none)
        }
        #expect(error?.hint == "it is a link to where no folder is: create that, or remove the link")
    }

    @Test func isReadableByItsGroupOnly() throws {
        _ = try LogFile(path: path, format: .text).append([.example(1)], after: .none)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o137 == 0)
    }
}
