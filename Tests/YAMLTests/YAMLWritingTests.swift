import Testing

@testable import YAML

/// Digests of what is written are stored, so its spelling is part of every record: a change of it would have each table
/// read anew.
@Suite struct YAMLWritingTests {
    @Test(arguments: [
        YAMLExample(name: "a text", yaml: "  a # why\n", expected: "a\n"),
        YAMLExample(name: "nothing", yaml: "a:\n", expected: "a:\n"),
        YAMLExample(name: "quotes stay", yaml: "{'a': \"b\", c: 'd'}", expected: "'a': \"b\"\nc: 'd'\n"),
        YAMLExample(name: "lists in mappings", yaml: "{a: [b, {c: d}]}", expected: "a:\n- b\n- c: d\n"),
        YAMLExample(name: "empty lists and mappings", yaml: "a: [ ]\nb: { }\n", expected: "a: []\nb: {}\n"),
        YAMLExample(name: "block text", yaml: "a: |\n    one\n    two\n", expected: "a: |\n  one\n  two\n"),
        YAMLExample(name: "letters beyond ASCII", yaml: "a: é\n", expected: "a: \"\\xE9\"\n"),
        YAMLExample(
            name: "long lines", yaml: "a: \(String(repeating: "word ", count: 20))end\n",
            expected: "a: \(String(repeating: "word ", count: 16).dropLast())\n  "
                + "\(String(repeating: "word ", count: 4))end\n"),
        YAMLExample(name: "an alias is written out", yaml: "a: &x [1]\nb: *x\n", expected: "a:\n- 1\nb:\n- 1\n"),
        YAMLExample(name: "what a list says that it is", yaml: "a: !own [1]\n", expected: "a: !own\n- 1\n"),
        YAMLExample(name: "what any list is", yaml: "a: !!seq [1]\nb: ! {c: d}\n", expected: "a:\n- 1\nb:\n  c: d\n"),
    ])
    func isSpelledAsEverBefore(_ spelling: YAMLExample) throws {
        #expect(try #require(try YAMLNode(yaml: spelling.yaml, file: "a.yaml")).normalised == spelling.expected)
    }

    @Test(
        "What is written reads as the same",
        arguments: [
            "a: {b: [c, 'd', \"e\\n\"], f: |\n  g\n}", "- - - a\n- {}\n- []\n", "? [a, b]\n: c\n", "'': ''\n",
            "a: '1: 2'\n",
        ].map { $0.replacing("f: |\n  g\n", with: "f: 'g\n\n'") })
    func readsBack(yaml: String) throws {
        let written = try #require(try YAMLNode(yaml: yaml, file: "a.yaml")).normalised
        #expect(try #require(try YAMLNode(yaml: written, file: "a.yaml")).normalised == written)
    }

    @Test func whatIsAddedOrReplacedIsWrittenToo() throws {
        let root = try #require(try YAMLNode(yaml: "feeds: [{name: a}, {name: b, url: x}]\n", file: "a.yaml"))
        let defaults = try #require(try YAMLNode(yaml: "{url: y, name: z}", file: "b.yaml"))
        #expect(
            root.filled(at: "feeds") { _ in defaults }.normalised
                == "feeds:\n- name: a\n  url: y\n- name: b\n  url: x\n")
        let several = root.multiplied(at: "feeds") { feed in
            guard let name = feed.member("name"), feed.member("url") == nil else { return nil }
            return ["1", "2"].map { [("name", name.replaced(by: "a/" + $0))] }
        }
        #expect(several.normalised == "feeds:\n- name: \"a/1\"\n- name: \"a/2\"\n- name: b\n  url: x\n")
    }
}
