import Testing

@testable import Feeds

struct StatedProviderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var categories: [FeedCategory] = []
        var summary: String?
        var title: String?
        var urn: String?
        let expected: [String?]
    }

    @Test(arguments: [
        Case(
            testDescription: "category with label",
            categories: [.init(term: "x"), .init(term: "80476", scheme: "tag:h,2013:URN", label: "Kent")],
            expected: ["80476", "Kent"]),
        Case(
            testDescription: "category without label, summary",
            categories: [.init(term: "80476", scheme: "urn")], summary: "Kent (URN 80476). More.", title: "News: x",
            expected: ["80476", "Kent"]),
        Case(
            testDescription: "category without label, title",
            categories: [.init(term: "80476", scheme: "urn")], title: "Kent: visit", expected: ["80476", "Kent"]),
        Case(
            testDescription: "summary about another provider", categories: [.init(term: "80476", scheme: "urn")],
            summary: "Essex (URN 80463).", title: "Kent: visit", expected: ["80476", "Kent"]),
        Case(testDescription: "field of its own", title: "Kent: visit", urn: "80476", expected: ["80476", "Kent"]),
        Case(
            testDescription: "summary in HTML", summary: "<p>St. Helens&nbsp;(URN 80560)</p>",
            expected: ["80560", "St. Helens"]),
        Case(testDescription: "title alone", title: "Kent: visit", expected: [nil, nil]),
        Case(
            testDescription: "scheme of another kind", categories: [.init(term: "80476", scheme: "turnip")],
            expected: [nil, nil]),
        Case(
            testDescription: "term that is no number", categories: [.init(term: "Kent", scheme: "urn")],
            expected: [nil, nil]),
        Case(testDescription: "number that is no number", summary: "Kent (URN x) (URN )", expected: [nil, nil]),
    ])
    func isReadFromWhatTheEntrySays(example: Case) {
        let provider = StatedProvider(
            urn: example.urn, categories: example.categories, summary: example.summary, title: example.title)
        #expect([provider.urn, provider.name] == example.expected)
    }
}
