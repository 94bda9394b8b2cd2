import Testing

@testable import YAML

/// Reading a value as what its key asks for.
@Suite struct YAMLNodeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let yaml: String
        /// What is read of the value of `v`, in words.
        let read: @Sendable (YAMLNode) -> String?
        /// `nil`: a problem is reported.
        let expected: String?
        let problem: String

        init(
            _ name: String, _ yaml: String, _ expected: String?, _ problem: String = "",
            _ read: @escaping @Sendable (YAMLNode) -> String?
        ) {
            self.name = name
            self.yaml = yaml
            self.read = read
            self.expected = expected
            self.problem = problem
        }

        var testDescription: String { name }
    }

    private enum Colour: String, CaseIterable { case red, paleBlue = "pale-blue" }

    @Test(arguments: [
        Case("a text", "v: a b", "a b") { $0.text() },
        Case("an empty text", "v: ''", nil, "a.yaml:1:4: v: must be a text, and is empty") { $0.text() },
        Case("a list for a text", "v: [a]", nil, "a.yaml:1:4: v: must be a text, and not a list") { $0.text() },
        Case("a mapping for a text", "v: {a: b}", nil, "a.yaml:1:4: v: must be a text, and not a mapping") {
            $0.text()
        },
        Case(
            "lines in a text", #"v: "a\nb""#, nil,
            "a.yaml:1:4: v: must not hold line breaks or other control characters"
        ) {
            $0.text()
        },
        Case("a label that YAML reads as nothing", "v: ~", nil, "must be a text, and not ~; put it in quotes") {
            $0.label()
        },
        Case("the same in quotes", "v: '~'", "~") { $0.label() },
        Case("a label like an answer", "v: True", nil, "must be a text, and not True") { $0.label() },
        Case("a number for a path", "v: 12", nil, "must be the path of a file or folder, and not the number 12") {
            $0.filePath()
        },
        Case("a path that is a number, in quotes", "v: \"12\"", "12") { $0.filePath() },
        Case("the least whole number", "v: 1", "1") { $0.integer(in: 1...9).map(String.init) },
        Case("the most", "v: 9", "9") { $0.integer(in: 1...9).map(String.init) },
        Case("one too many", "v: 10", nil, "must be a whole number from 1 to 9") {
            $0.integer(in: 1...9).map(String.init)
        },
        Case("a broken number", "v: 1.5", nil, "must be a whole number from 1 to 9") {
            $0.integer(in: 1...9).map(String.init)
        },
        Case("true", "v: true", "true") { $0.boolean().map(String.init) },
        Case("yes", "v: yes", nil, "must be true or false") { $0.boolean().map(String.init) },
        Case("a duration", "v: 90s", "90.0") { $0.duration().map { String($0) } },
        Case("a duration without a unit", "v: 90", nil, "6h or 2d; write 90s, 90m, 90h or 90d") {
            $0.duration().map { String($0) }
        },
        Case("a duration of two units", "v: 1h30m", nil, "6h or 2d; write 90m") { $0.duration().map { String($0) } },
        Case("a duration too short", "v: 5s", nil, "must be at least 1m") {
            $0.duration(atLeast: 60).map { String($0) }
        },
        Case("a negative duration", "v: -5s", nil, "must be a duration such as 90s, 15m, 6h or 2d") {
            $0.duration().map { String($0) }
        },
        Case("the whole", "v: 100%", "1.0") { $0.share().map { String($0) } },
        Case("more than the whole", "v: 101%", nil, "must be a share from 0% to 100%, such as 20%") {
            $0.share().map { String($0) }
        },
        Case("a share as a fraction", "v: 0.2", nil, "must be a share from 0% to 100%; write 20%") {
            $0.share().map { String($0) }
        },
        Case("a size", "v: 20MB", "20000000") { $0.size().map(String.init) },
        Case("a size of nothing", "v: 0MB", nil, "must be a size such as 500KB, 20MB or 1GB") {
            $0.size().map(String.init)
        },
        Case("a size without a unit", "v: 5", nil, "must be a size such as 500KB, 20MB or 1GB; write 5KB, 5MB or 5GB") {
            $0.size().map(String.init)
        },
        Case("a name of a closed set", "v: pale-blue", "pale-blue") { $0.choice(Colour.self)?.rawValue },
        Case("a name otherwise written", "v: Pale Blue", "pale-blue") { $0.choice(Colour.self)?.rawValue },
        Case("a slip in a name", "v: rde", nil, #"unknown value "rde"; did you mean "red"?"#) {
            $0.choice(Colour.self)?.rawValue
        },
        Case("one for a list of one", "v: red", "red") { $0.choices(Colour.self).joined(separator: ",") },
        Case("a list of names", "v: [red, pale-blue]", "red,pale-blue") {
            $0.choices(Colour.self).joined(separator: ",")
        },
        Case("a mapping for a list", "v: {red: 1}", "", "v: must be a list, and not a mapping") {
            $0.choices(Colour.self).joined(separator: ",")
        },
        Case("a name among known ones", "v: [b]", "b") {
            $0.names(of: "feed", known: ["a", "b"]).joined(separator: ",")
        },
        Case("a name among none", "v: [c]", "", #"v[0]: there is no feed "c""#) {
            $0.names(of: "feed", known: ["a", "b"]).joined(separator: ",")
        },
        Case("any name", "v: [c]", "c") { $0.names(of: "feed", known: nil).joined(separator: ",") },
        Case("free keys", "v: {x: 1, y: 2}", "x1,y2") {
            $0.pairs().map { $0 + ($1.scalar ?? "") }.joined(separator: ",")
        },
        Case("no free keys", "v: x", "", "v: must be a mapping") { $0.pairs().map(\.0).joined(separator: ",") },
        Case("a known key", "v: {x: 1}", "1") { $0.mapping(keys: ["x"])?["x"]?.scalar },
        Case("an unknown key", "v: {xs: 1}", nil, #"a.yaml:1:5: v.xs: unknown key "xs"; did you mean "x"?"#) {
            $0.mapping(keys: ["x"])?["x"]?.scalar
        },
        Case("a key that must be there", "v: {}", nil, #"v: "x" is missing"#) {
            $0.mapping(keys: ["x"])?.required("x")?.scalar
        },
        Case("a list for a mapping", "v: []", nil, "v: must be a mapping of x, y, and not a list") {
            $0.mapping(keys: ["x", "y"])?["x"]?.scalar
        },
        Case(
            "a secret under a wrong key", "v: {x: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}", "",
            "(not shown: it looks like a secret)"
        ) {
            $0.member("x")?.names(of: "feed", known: ["a"]).joined()
        },
    ])
    func valuesAreReadOrNamed(_ it: Case) throws {
        let root = try #require(try YAMLNode(yaml: it.yaml, file: "a.yaml"))
        let found = try it.read(#require(root.member("v")))
        let problems = root.problems.problems.map(\.description)
        #expect(found == it.expected)
        #expect(problems.count == (it.problem.isEmpty ? 0 : 1), "\(problems)")
        #expect(it.problem.isEmpty || problems.first?.contains(it.problem) == true, "\(problems)")
    }

    @Test func pathsNameKeysAndPlacesFromTheTop() throws {
        let yaml = "feeds:\n- name: a\n  table: {columns: [{x: 1}]}\n"
        let root = try #require(try YAMLNode(yaml: yaml, file: "a.yaml"))
        let column = try #require(root.member("feeds")?.elements[0].member("table")?.member("columns")?.elements[0])
        #expect(column.member("x")?.path == "feeds[0].table.columns[0].x")
        let below = try #require(try YAMLNode(yaml: "columns: {x: 1}\n", file: "map.yaml", path: "table"))
        #expect(below.member("columns")?.member("x")?.path == "table.columns.x")
        #expect(root.path.isEmpty && below.path == "table")
    }

    @Test func problemsComeInTheOrderOfTheFileAndWarningsByThemselves() throws {
        let root = try #require(try YAMLNode(yaml: "a: 1\nb: 2\n", file: "a.yaml"))
        root.member("b")?.problem("second")
        root.member("b")?.warn("doubtful")
        root.member("a")?.problem("first")
        #expect(root.problems.problems.map(\.description) == ["a.yaml:1:4: a: first", "a.yaml:2:4: b: second"])
        #expect(root.problems.warnings.map(\.description) == ["a.yaml:2:4: b: warning: doubtful"])
    }

    @Test func listsThatStandInNoFileAreReadAsThoseThatDo() {
        let problems = YAMLProblems(file: "silence add")
        let node = YAMLNode([("feed", ["a"]), ("area", ["x", "y"])], problems: problems)
        #expect(node.member("area")?.texts() == ["x", "y"])
        node.member("feed")?.members.first?.problem("is unknown")
        #expect(problems.problems.map(\.description) == ["silence add: feed[0]: is unknown"])
    }
}
