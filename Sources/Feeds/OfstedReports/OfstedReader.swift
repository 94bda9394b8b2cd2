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
            document.ratings = provider.statesRatings ? bytes : nil
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
