import Foundation
import History
import Receivers
import TestSupport
import Testing

/// Logs whose `path` changes: each file is a chain of its own that holds, and each alert stands in one of them.
@Suite struct MovedLogTests {
    /// What becomes of the receiver `log`, whose file is `one` at first, and of another one, whose file is `two`.
    enum Step: Sendable {
        /// It is raised and delivered.
        case tells(String)
        /// It is raised, and the process ends before it is delivered.
        case leaves(String)
        /// It is raised and written, and the process ends before that is noted.
        case writes(String)
        /// The other receiver is told of it.
        case tellsOther(String)
        /// A start, with these files.
        case starts(at: String, other: String? = nil)
        /// A start without it.
        case startsWithout
        /// Somebody takes the file away.
        case takesAway(String)
        /// Somebody gives the file another name.
        case renames(String, to: String)
        /// Somebody copies a log of another installation to where this one is to be.
        case brings(String)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [Step]
        /// The alerts in each file, in order.
        let held: [String: [String]]

        init(_ what: String, _ steps: [Step], _ held: [String: [String]]) {
            testDescription = what
            self.steps = steps
            self.held = held
        }
    }

    static let cases = [
        Case(
            "another path", [.tells("a"), .tells("b"), .starts(at: "new"), .tells("c"), .tells("d")],
            ["one": ["a", "b"], "new": ["c", "d"]]),
        Case(
            "there and back, twice",
            [
                .tells("a"), .starts(at: "new"), .tells("b"), .starts(at: "one"), .tells("c"), .starts(at: "new"),
                .tells("d"), .starts(at: "one"), .tells("e"),
            ], ["one": ["a", "c", "e"], "new": ["b", "d"]]),
        Case(
            "killed between the change and the first alert",
            [.tells("a"), .starts(at: "new"), .starts(at: "new"), .leaves("b"), .starts(at: "new"), .tells("c")],
            ["one": ["a"], "new": ["b", "c"]]),
        Case(
            "killed amid the last alert before the change",
            [.tells("a"), .writes("b"), .starts(at: "new"), .tells("c")], ["one": ["a", "b"], "new": ["c"]]),
        Case(
            "killed amid the last alert before the change back",
            [.tells("a"), .starts(at: "new"), .tells("b"), .writes("c"), .starts(at: "one"), .tells("d")],
            ["one": ["a", "d"], "new": ["b", "c"]]),
        Case(
            "killed amid the first alert after the change",
            [.tells("a"), .starts(at: "new"), .writes("b"), .starts(at: "new"), .tells("c")],
            ["one": ["a"], "new": ["b", "c"]]),
        Case(
            "killed amid the first alert after the change, and changed again",
            [.tells("a"), .starts(at: "new"), .writes("b"), .starts(at: "third"), .tells("c")],
            ["one": ["a"], "new": ["b"], "third": ["c"]]),
        Case(
            "waiting when it changes", [.tells("a"), .leaves("b"), .starts(at: "new"), .tells("c")],
            ["one": ["a"], "new": ["b", "c"]]),
        Case(
            "moved with its file", [.tells("a"), .renames("one", to: "new"), .starts(at: "new"), .tells("b")],
            ["new": ["a", "b"]]),
        Case(
            "there and back, and the file was taken away meanwhile",
            [.tells("a"), .starts(at: "new"), .tells("b"), .takesAway("one"), .starts(at: "one"), .tells("c")],
            ["one": ["c"], "new": ["b"]]),
        Case(
            "left out for a while", [.tells("a"), .startsWithout, .starts(at: "one"), .tells("b")],
            ["one": ["a", "b"]]),
        Case(
            "left out for a while, and the file was taken away meanwhile",
            [.tells("a"), .startsWithout, .takesAway("one"), .starts(at: "one"), .tells("b")], ["one": ["b"]]),
        Case(
            "a log of another installation is there", [.tells("a"), .brings("new"), .starts(at: "new"), .tells("b")],
            ["one": ["a"], "new": ["x", "y", "b"]]),
        Case(
            "two logs change places",
            [.tells("a"), .tellsOther("b"), .starts(at: "two", other: "one"), .tells("c"), .tellsOther("d")],
            ["one": ["a", "d"], "two": ["b", "c"]]),
        Case(
            "the file is past what waits",
            [.tells("a"), .leaves("b"), .tellsOther("c"), .starts(at: "two", other: "new"), .tells("d")],
            ["one": ["a"], "two": ["c", "b", "d"]]),
    ]

    @Test(arguments: cases, [nil, LogRotation(size: 1)])
    func eachFileHoldsAndEachAlertStandsInOne(example: Case, rotation: LogRotation?) async throws {
        var world = try LogWorld([
            ("log", "one", .jsonl, rotation), ("other", "two", .jsonl, rotation),
        ])
        let history = try world.history()
        let file = { [folder = world.folder] (name: String) in
            LogFile(path: folder.path("log/" + name), format: .jsonl, rotation: rotation)
        }
        for step in example.steps {
            switch step {
            case .tells(let name), .leaves(let name), .writes(let name):
                try await world.raise([name], to: ["log"], in: history)
                if case .tells = step { await world.deliver(from: history) }
                if case .writes = step { try await world.write(to: "log", from: history) }
            case .tellsOther(let name):
                try await world.raise([name], to: ["other"], in: history)
                var others = world
                others.logs = world.logs.filter { $0.receiver == "other" }
                await others.deliver(from: history)
            case .starts(let path, let other):
                world.logs = [("log", file(path)), ("other", file(other ?? "two"))]
                try await world.follow(history)
                await world.deliver(from: history)
            case .startsWithout:
                world.logs = [("other", file("two"))]
                try await world.follow(history)
            case .takesAway(let name):
                for entry in try world.files(of: name) {
                    try FileManager.default.removeItem(atPath: world.folder.path("log/" + entry))
                }
            case .renames(let name, let other):
                let folder = world.folder.path("log")
                for entry in try world.files(of: name) {
                    try FileManager.default.moveItem(
                        atPath: "\(folder)/\(entry)", toPath: "\(folder)/\(other)\(entry.dropFirst(name.count))")
                }
            case .brings(let name):
                var others = world
                others.logs = [("log", file(name))]
                let foreign = try world.history("foreign")
                try await others.raise(["x", "y"], to: ["log"], in: foreign)
                await others.deliver(from: foreign)
            }
        }
        try await world.expectWhole(history)
        for (name, alerts) in example.held {
            #expect(try file(name).alerts(beyond: .none).map(\.id) == alerts.map { "rw_\($0)" }, "\(name)")
            #expect(try LogVerifier(path: file(name).path).verify().fault == nil, "\(name)")
        }
    }

    /// Which lines it has dropped, nobody knows under its new name.
    @Test func aLogThatKeepsFewFilesIsMovedWithThem() async throws {
        let short = LogRotation(size: 1, keep: 1)
        var world = try LogWorld([("log", "one", .jsonl, short)])
        let history = try world.history()
        for name in ["a", "b", "c", "d"] {
            try await world.raise([name], to: ["log"], in: history)
            await world.deliver(from: history)
        }
        let folder = world.folder.path("log")
        for entry in try world.files(of: "one") {
            try FileManager.default.moveItem(
                atPath: "\(folder)/\(entry)", toPath: "\(folder)/new\(entry.dropFirst("one".count))")
        }
        world.logs = [("log", LogFile(path: folder + "/new", format: .jsonl, rotation: short))]
        try await world.follow(history)
        try await world.expectWhole(history)
        try await world.raise(["e"], to: ["log"], in: history)
        await world.deliver(from: history)
        try await world.expectWhole(history)
    }

    /// The second version has not kept which file it was.
    @Test func whatAnOlderVersionKnewOfALogHoldsForItsFile() async throws {
        var world = try LogWorld([("log", "one", .jsonl, nil)])
        let history = try world.history()
        let path = world.logs[0].log.path
        try await history.write("test") {
            try $0.saveLogHead(
                StoredLogHead(sequence: 7, hash: String(repeating: "7", count: 64)), receiver: "log", path: "")
        }
        func known(_ path: String) async throws -> Int? {
            try await history.read("test") { try $0.logHead(receiver: "log", path: path)?.sequence }
        }
        try await world.follow(history)
        #expect(try await known(path) == 7)
        world.logs = [("log", LogFile(path: path + "2", format: .jsonl))]
        try await world.follow(history)
        #expect(try await known(path + "2") == 0)
        #expect(try await known(path) == nil)
    }
}
