import Inspections
import Markup
import Text

/// Reads a page of Ofsted's report site: a listing of providers, or one provider's own page.
struct OfstedReader {
    let base: String?
    let contentType: String?

    func read(_ bytes: [UInt8]) throws(FeedError) -> FeedDocument {
        guard bytes.contains(where: { !$0.isWhitespace }) else { throw refused(.empty) }
        let page: HTMLElement
        do {
            page = try HTMLDocument(parsing: bytes, charset: contentType.flatMap { MediaType($0).charset }).root
        } catch {
            throw refused(.markup(error))
        }
        if let listing = OfstedListing(page, base: base) {
            try checkWhole(bytes)
            return FeedDocument(
                format: "ofsted-listing", title: title(of: page),
                listing: try familiar(Result { () throws(UnfamiliarPage) in try listing.read() }))
        }
        if let provider = OfstedProviderPage(page, base: base) {
            try checkWhole(bytes)
            var document = FeedDocument(
                format: "ofsted-provider", title: provider.name,
                publications: try familiar(Result { () throws(UnfamiliarPage) in try provider.read() }))
            document.ratings = provider.statesRatings || OfstedProviderPage.mayShowCard(bytes) ? bytes : nil
            return document
        }
        let isNotFound = page.all { ["title", "h1", "h2"].contains($0.name) }
            .contains { $0.text.lowercased().contains("not found") }
        throw refused(isNotFound ? .notFoundPage : .unfamiliarPage(lacks: "a list of results or a timeline of reports"))
    }

    /// What a cut page lacks must not be taken for gone, and its last row looks whole.
    private func checkWhole(_ bytes: [UInt8]) throws(FeedError) {
        let end = String(decoding: bytes.suffix(4096), as: UTF8.self).lowercased()
        guard end.contains("</html>") else { throw refused(.cut) }
    }

    private func familiar<T>(_ result: Result<T, UnfamiliarPage>) throws(FeedError) -> T {
        switch result {
        case .success(let value): return value
        case .failure(let error): throw refused(.unfamiliarPage(lacks: error.lacks))
        }
    }

    private func title(of page: HTMLElement) -> String? {
        page.first { $0.name == "title" }?.text.collapsed.nonEmpty
    }

    private func refused(_ cause: FeedError.Cause) -> FeedError { FeedError(subject: base, cause: cause) }
}

extension UInt8 {
    fileprivate var isWhitespace: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}

/// A page that is not built as its kind of page is.
struct UnfamiliarPage: Error {
    /// What every such page has: `the name of a provider`.
    let lacks: String
}

/// A day as the site prints it: `16 May 2024`, `06 May 2024`.
enum PrintedDay {
    /// `nil` for anything else.
    static func read(_ text: some StringProtocol) -> CalendarDate? {
        let words = text.collapsed.split(separator: " ")
        guard words.count == 3, (1...2).contains(words[0].count), words[2].count == 4, let day = Int(words[0]),
            let month = MonthName.number(words[1]), let year = Int(words[2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}

/// Unique reference numbers as the site's addresses and pages show them.
enum OfstedURN {
    /// The last part of an address such as `/provider/44/80447`, where it is a number.
    static func last(in path: String) -> String? {
        path.split(separator: "/").last.flatMap(number)
    }

    /// The number after "URN:" in a text.
    static func stated(in text: String) -> String? {
        guard let label = text.firstRange(of: "URN:") else { return nil }
        return text[label.upperBound...].split(whereSeparator: \.isWhitespace).first.flatMap(number)
    }

    private static func number(_ text: Substring) -> String? {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter) }
            && text.contains(where: \.isNumber)
            ? String(text) : nil
    }
}
