import Testing

@testable import Feeds

@Suite struct StatisticalDataSetTests {
    @Test(
        arguments: [
            ("https://www.example.org/government/a", "https://www.example.org/api/content/government/a"),
            ("https://www.example.org/api/content/government/a", "https://www.example.org/api/content/government/a"),
            ("http://127.0.0.1:80/a?b=c", "http://127.0.0.1:80/api/content/a?b=c"),
            ("https://www.example.org", "https://www.example.org"),
        ])
    func aPageIsDescribedByTheContentAPI(page: String, expected: String) {
        #expect(StatisticalDataSet.contentAddress(of: page) == expected)
    }
}
