import History
import TestSupport
import Testing
import Text

@testable import Pages

/// Lists of alerts that programs read to their end.
@Suite struct PagedNewsTests {
    /// The address after `mark`, of a site that says where it lies.
    private func next(in text: String, after mark: String) throws -> SiteAddress? {
        guard let start = text.firstRange(of: mark)?.upperBound else { return nil }
        let base = "https://ratings.example.org/"
        let address = text[start...].prefix { $0 != "\"" }
        #expect(address.hasPrefix(base))
        let parts = address.dropFirst(base.count).replacing("&amp;", with: "&").split(separator: "?", maxSplits: 1)
        return SiteAddress(
            path: String(try #require(parts.first)), query: parts.count > 1 ? QueryText.values(String(parts[1])) : [])
    }

    @Test(arguments: [
        (ListForm.atom, NewsFilter()), (.json, NewsFilter()), (.atom, NewsFilter(direction: "declined,improved")),
        (.json, NewsFilter(kind: "rating-changed")),
    ])
    func whatFollowsTheNewestLeadsToTheFirst(form: ListForm, filter: NewsFilter) async throws {
        let world = try await PagesWorld()
        let history = try History(at: .file(world.folder.path("history.sqlite")))
        try await history.write("tell more") { history in
            for number in 0..<250 {
                try PagesWorld.raise("rw_more\(number)", on: PagesWorld.kent, of: nil, in: history)
            }
        }
        var address: SiteAddress? = .news(filter, form)
        var found: Set<Substring> = []
        var pages = 0
        while let current = address, pages < 9 {
            let text = try #require(try await world.text(current))
            found.formUnion(text.matches(of: /urn:ratingwatch:(rw_more\d+)/).map(\.output.1))
            let mark = form == .json ? "\"next_url\":\"" : "<link rel=\"next\" type=\"application/atom+xml\" href=\""
            address = try next(in: text, after: mark)
            pages += 1
        }
        #expect(found.count == 250 && pages < 9, "\(found.count) in \(pages)")
        // In a copy as files nothing answers a question, so that a list of it must not lead to one.
        let published = try await world.text(.news(NewsFilter(direction: "declined"), form))
        #expect(published?.contains("before=") == false)
    }

    @Test func severalDirectionsAreAskedForAsOfTheCommand() async throws {
        let world = try await PagesWorld()
        func csv(_ direction: String) async throws -> String? {
            try await world.text(.news(NewsFilter(direction: direction), .csv))
        }
        let declined = try await csv("declined")
        #expect(declined?.contains("rw_80447aa") == true)
        #expect(try await csv("Improved, declined") == declined)
        #expect(try await csv("improved,mixed")?.contains("rw_") == false)
        let refused = try await world.site.answer(
            path: "alerts.csv", query: [("direction", "declined,sideways")], now: PagesWorld.start)
        #expect(refused.status == 400 && refused.text.contains("sideways"))
    }
}
