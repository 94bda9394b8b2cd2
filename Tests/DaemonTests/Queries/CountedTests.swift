import Testing

@testable import Text

@Suite struct CountedTests {
    @Test(
        arguments: [
            (0, "feed", nil, "0 feeds"), (1, "feed", nil, "1 feed"), (2, "feed", nil, "2 feeds"),
            (1, "delivery", "deliveries", "1 delivery"), (3, "delivery", "deliveries", "3 deliveries"),
        ] as [(Int, String, String?, String)])
    func oneIsNoPlural(_ count: Int, one: String, many: String?, text: String) {
        #expect(count.counted(one, many) == text)
    }
}
