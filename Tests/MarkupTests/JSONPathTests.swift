import Markup
import Testing

@Suite struct JSONPathTests {
    private static let document = """
        {"a": {"b": [{"c": 1, "k": "x"}, {"c": 2, "k": "y z"}]}, "Over all": "Good", "a.b": 3, "t": true, "o": {"": 5}}
        """

    @Test(
        arguments: [
            ("a.b[0].c", "1"), ("$.a.b[1].c", "2"), ("a.b[k=x].c", "1"), ("a.b[k='y z'].c", "2"), ("a.b[c=2].k", "y z"),
            ("['Over all']", "Good"), ("$[\"a.b\"]", "3"), ("Over all", "Good"), ("t", "true"), ("o['']", "5"),
        ])
    func pathsLeadToValues(path: String, value: String) throws {
        #expect(try JSONPath(path).value(in: JSONNode(parsing: Array(Self.document.utf8)))?.scalar == value)
    }

    @Test(arguments: ["x", "a.x", "a.b[2]", "a.b[k=q].c", "a[0]", "t.a", "a.b.c"])
    func pathsLeadNowhere(path: String) throws {
        #expect(try JSONPath(path).value(in: JSONNode(parsing: Array(Self.document.utf8))) == nil)
    }

    @Test func theWholeIsItself() throws {
        #expect(try JSONPath("$").value(in: .string("x"))?.string == "x")
    }

    @Test(
        arguments: [
            ("", "is empty"), (".a", "character 1: a name is missing before the full stop"),
            ("a.", "character 2: a name is missing behind the full stop"),
            ("a..b", "character 2: a name is missing behind the full stop"),
            ("a[0", "character 2: a bracket is opened and never closed"),
            ("a['b]", "character 2: a bracket is opened and never closed"),
            ("a[b]", "character 2: a bracket holds a number from 0, a name in quotation marks, or name=value"),
            ("a[-1]", "character 2: a bracket holds a number from 0, a name in quotation marks, or name=value"),
            ("a[0]b", "character 5: a full stop is missing"), ("$a", "character 2: a full stop is missing"),
        ])
    func mistakesAreNamedWithTheirPlace(path: String, words: String) {
        let fault = #expect(throws: JSONPathFault.self) { try JSONPath(path) }
        #expect(fault?.description == words)
    }
}
