import Testing

@testable import Text

@Suite struct NearNamesTests {
    static let councils = [
        "Cheshire East", "Cheshire West and Chester", "Kent", "Bath and North East Somerset", "Brent",
    ]

    @Test(arguments: [
        ("Kentt", ["Kent"]),
        ("Chesire", ["Cheshire East", "Cheshire West and Chester"]),
        ("chesire east", ["Cheshire East"]),
        ("Cheshire", ["Cheshire East", "Cheshire West and Chester"]),
        ("Somerst", ["Bath and North East Somerset"]),
        ("north east somerset", ["Bath and North East Somerset"]),
        ("Brnet", ["Brent"]),
        ("nowhere", []),
        ("e", []),
        ("", []),
    ])
    func aSlipInANameOrInAPartOfOneIsForgiven(_ asked: String, meant: [String]) {
        #expect(NearNames.of(asked, among: NearNamesTests.councils) == meant)
    }

    @Test func noMoreThanFiveAreNamed() {
        let schools = (0..<40).map { "Oak Lane Primary School \($0)" }
        #expect(NearNames.of("Oak Lane", among: schools + schools).count == 5)
    }

    /// Slips that make a word a part of a text, counted by trying all parts.
    private func slips(_ word: String, _ text: String) -> Int {
        let (word, text) = (Array(word.utf8), Array(text.lowercased().utf8))
        var row = Array(repeating: 0, count: text.count + 1)
        for (place, letter) in word.enumerated() {
            var next = [place + 1]
            for column in text.indices {
                next.append(min(row[column + 1] + 1, next[column] + 1, row[column] + (text[column] == letter ? 0 : 1)))
            }
            row = next
        }
        return row.min() ?? 0
    }

    @Test(arguments: ["a", "oak ash", "chesire eest", "école", String(repeating: "ab", count: 32)])
    func theQuickLookCountsWhatTryingAllPartsCounts(word: String) {
        var random = SystemRandomNumberGenerator()
        let search = SlipSearch(word)
        let letters = Array("abces hOKÉ")
        for _ in 0..<500 {
            let length = Int.random(in: 0..<40, using: &random)
            let text = String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
            #expect(search.slips(in: text) == slips(word, text), "\(word) in \(text)")
        }
    }

    @Test func whatIsNearIsFoundAmongManyThatAreNot() {
        let many = (0..<20_000).map { "Birch Hill \($0)" } + ["Oak Lane School"] + (0..<20_000).map { "Elm Road \($0)" }
        #expect(NearNames.of("Oka Lane", among: many) == ["Oak Lane School"])
        #expect(NearNames.of("Brich Hill 4711", among: many).first == "Birch Hill 4711")
    }
}
