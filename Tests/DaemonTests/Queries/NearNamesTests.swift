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
}
