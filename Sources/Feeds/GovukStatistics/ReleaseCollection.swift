import Inspections
import Markup

/// A collection of GOV.UK, as its Content API describes it: of statistics that are published once a year, each year
/// has a page of its own.
package struct ReleaseCollection: Sendable, Hashable {
    package struct Release: Sendable, Hashable {
        package let title: String
        /// Where the Content API describes its page.
        package let url: String
        /// When GOV.UK says that it was last changed, RFC 3339; empty where it does not.
        package let updated: String
        /// The last year that its title names, else its address.
        let year: Int
        /// The last day that its title names.
        let asAt: CalendarDate?
    }

    /// Those that are out and stand, in the document's order.
    package let releases: [Release]

    init(_ root: JSONNode, base: String) {
        releases = (root["links"]?["documents"]?.elements ?? []).compactMap { document in
            // What is announced has no table yet.
            guard let title = document["title"]?.string, let path = document["base_path"]?.string,
                document["withdrawn"] != .bool(true),
                document["document_type"]?.string?.hasSuffix("announcement") != true
            else { return nil }
            return Release(
                title: title, url: StatisticalDataSet.contentAddress(of: Address.resolve(path, against: base)),
                updated: document["public_updated_at"]?.string ?? "",
                year: ReleaseCollection.year(in: title) ?? ReleaseCollection.year(in: path) ?? 0,
                asAt: StatisticsAttachment.day(in: title))
        }
    }

    /// The release of the latest year, and of that the latest day, among those whose title has all words of one of
    /// `titles`; `nil` where there is none. A release of before that is corrected today is not the newest.
    package func newest(titled titles: [String]) -> Release? {
        let wanted = titles.map { $0.lowercased().split(separator: " ") }
        return releases.filter { release in
            let title = release.title.lowercased()
            return wanted.isEmpty || wanted.contains { $0.allSatisfy { title.contains($0) } }
        }.max { a, b in
            (a.year, a.asAt ?? .distantPast, a.updated) < (b.year, b.asAt ?? .distantPast, b.updated)
        }
    }

    /// `2024 to 2025` is of 2025, and so is `2024-25`.
    private static func year(in text: String) -> Int? {
        var years: [Int] = []
        for word in text.split(whereSeparator: { !$0.isNumber }) {
            guard let number = Int(word) else { continue }
            if word.count == 4, (1990...2099).contains(number) {
                years.append(number)
            } else if word.count == 2, let last = years.last, number == (last + 1) % 100 {
                years.append(last + 1)
            }
        }
        return years.max()
    }
}
