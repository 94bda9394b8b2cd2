import Testing

@testable import YAML

/// What stands in a file, and where: lists in brackets, mappings in braces, each text in quotation marks.
@Suite struct YAMLReadingTests {
    @Test(arguments: [
        YAMLExample(name: "nothing", yaml: "", expected: "nothing"),
        YAMLExample(name: "a comment alone", yaml: "# later\n", expected: "nothing"),
        YAMLExample(name: "an empty document", yaml: "---\n", expected: "''"),
        YAMLExample(name: "a key without a value", yaml: "a:\nb: 1\n", expected: "{'a': '', 'b': '1'}"),
        YAMLExample(
            name: "numbers, days and answers stay as written", yaml: "[1.50, 2024-01-01, yes, ~, 0o17]",
            expected: "['1.50', '2024-01-01', 'yes', '~', '0o17']"),
        YAMLExample(name: "blocks", yaml: "a:\n  - b\n  - c: d\n", expected: "{'a': ['b', {'c': 'd'}]}"),
        YAMLExample(name: "braces over lines", yaml: "{a: [b,\n  c], d: {}}", expected: "{'a': ['b', 'c'], 'd': {}}"),
        YAMLExample(name: "single quotes", yaml: "'it''s # not'", expected: "'it's # not'"),
        YAMLExample(name: "escapes", yaml: #""\u00e9\t\x41""#, expected: "'é\tA'"),
        YAMLExample(name: "a zero within", yaml: #""a\0b""#, expected: "'a\0b'"),
        YAMLExample(name: "a block text", yaml: "a: |\n  one\n  two\n", expected: "{'a': 'one\ntwo\n'}"),
        YAMLExample(name: "a folded text", yaml: "a: >-\n  one\n  two\n", expected: "{'a': 'one two'}"),
        YAMLExample(
            name: "letters beyond ASCII", yaml: "naïve: Prüfung 🧒\n", expected: "{'naïve': 'Prüfung 🧒'}"),
        YAMLExample(name: "lines of Windows", yaml: "a: 1\r\nb: 2\r\n", expected: "{'a': '1', 'b': '2'}"),
        YAMLExample(name: "a mark of the encoding", yaml: "\u{FEFF}a: 1\n", expected: "{'a': '1'}"),
        YAMLExample(name: "an alias", yaml: "a: &x [1]\nb: *x\n", expected: "{'a': ['1'], 'b': ['1']}"),
        YAMLExample(name: "the later anchor of one name", yaml: "[&x 1, &x 2, *x]", expected: "['1', '2', '2']"),
        YAMLExample(name: "a text that says it is one", yaml: "!!str 1", expected: "'1'"),
        YAMLExample(name: "a mapping as a key", yaml: "? {a: 1}\n: b\n", expected: "{{'a': '1'}: 'b'}"),
        YAMLExample(name: "merge keys are keys", yaml: "a: {<<: b}", expected: "{'a': {'<<': 'b'}}"),
    ])
    func isReadAsItIsWritten(_ spelling: YAMLExample) throws {
        let root = try YAMLReading.root(of: spelling.yaml)
        #expect((root.map(Self.drawn) ?? "nothing") == spelling.expected)
    }

    private static func drawn(_ value: YAMLValue) -> String {
        switch value.content {
        case .scalar(let text, _): "'\(text)'"
        case .sequence(let members): "[\(members.map(drawn).joined(separator: ", "))]"
        case .mapping(let pairs):
            "{\(pairs.map { "\(drawn($0.key)): \(drawn($0.value))" }.joined(separator: ", "))}"
        }
    }

    @Test(arguments: [
        YAMLExample(name: "an open bracket", yaml: "a: [1\n", expected: "2:1 did not find expected ',' or ']'"),
        YAMLExample(name: "an open quote", yaml: "a: 'b\n", expected: "2:1 found unexpected end of stream"),
        YAMLExample(name: "a second document", yaml: "a: 1\n---\nb: 2\n", expected: "2:1 but found another document"),
        YAMLExample(name: "an alias of nothing", yaml: "a: 1\nb: *x\n", expected: "2:4 found undefined alias"),
        YAMLExample(name: "an alias within its own value", yaml: "a: &x [*x]\n", expected: "1:8 found undefined alias"),
        YAMLExample(name: "a key twice", yaml: "a: 1\nb: 2\na: 3\n", expected: #"1:1 the key "a" appears twice"#),
        YAMLExample(
            name: "two keys twice, in braces", yaml: "{b: 1, a: 1, b: 2, a: 2}",
            expected: #"1:8 the key "a", "b" appears twice"#),
        YAMLExample(
            name: "a key twice in other spelling", yaml: "a: 1\n'a': 3\n", expected: #"1:1 the key "a" appears twice"#),
        YAMLExample(
            name: "a key twice, of which one says that it is a text", yaml: "a: 1\n!!str a: 3\n",
            expected: #"1:1 the key "a" appears twice"#),
        YAMLExample(
            name: "a control character", yaml: "a: 1\nb: \u{1}\n", expected: "2:4 control characters are not allowed"),
        YAMLExample(
            name: "half of a character", yaml: #"a: "\uD83D""#,
            expected: "1:7 found invalid Unicode character escape code"),
        YAMLExample(
            name: "a tab in the indent", yaml: "a:\n\t- b\n", expected: "2:1 there is a tab here; indent with spaces"),
    ])
    func namesThePlaceAndTheReason(_ mistake: YAMLExample) {
        do throws(YAMLReading.Fault) {
            let root = try YAMLReading.root(of: mistake.yaml)
            Issue.record("was read as \(root.map(Self.drawn) ?? "nothing")")
        } catch {
            let fault = error.namingTab(in: mistake.yaml)
            #expect("\(fault.mark.line):\(fault.mark.column) \(fault.problem)" == mistake.expected)
        }
    }

    @Test func aKeyTwiceIsFoundAmongMany() {
        let keys = (0..<40).map { "key\($0): 1\n" }.joined()
        #expect(throws: Never.self) { try YAMLReading.root(of: keys) }
        #expect(throws: YAMLReading.Fault.self) { try YAMLReading.root(of: keys + "key7: 2\n") }
    }

    @Test(
        "A hundred thousand open brackets are refused, and do not end the program",
        arguments: ["[", "{a: ", "- ", "? "])
    func depthIsBounded(opening: String) {
        #expect(throws: YAMLReading.Fault.self) {
            try YAMLReading.root(of: String(repeating: opening, count: 100_000))
        }
    }

    @Test func eachValueKnowsItsLineAndColumn() throws {
        let root = try #require(
            try YAMLReading.root(of: "a: 1\nfeeds:\n  - {name: é, url: x}\n  - *n\n".replacing("*n", with: "&n y")))
        let feeds = try #require(root["feeds"]?.members)
        let places = [root, feeds[0], feeds[0]["url"], feeds[1]].map { $0?.mark.map { "\($0.line):\($0.column)" } }
        #expect(places == ["1:1", "3:5", "3:20", "4:5"])
    }

    @Test func anAliasIsTheVeryValueItStandsFor() throws {
        let root = try #require(try YAMLReading.root(of: "a: &x {b: c}\nd: *x\n"))
        let value = try #require(root["a"])
        #expect(root["d"] === value)
        #expect(!root.holdsMore(than: 9) && root.holdsMore(than: 8))
    }
}

/// A text, and what comes of it.
struct YAMLExample: Sendable, CustomTestStringConvertible {
    let name: String
    let yaml: String
    let expected: String
    var testDescription: String { name }
}
