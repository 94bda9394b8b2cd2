package import Markup

/// Why a document was refused as a feed.
package struct FeedError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Cause: Sendable, Hashable {
        case empty
        /// An HTML page with this title stands where the feed should.
        case htmlPage(title: String?)
        /// XML with this root element, which begins no feed.
        case otherXML(root: String)
        /// JSON without the `version` of a JSON Feed.
        case otherJSON
        /// Neither a Content API document nor JSON at all.
        case noContentDocument
        /// A statistical data set none of whose attachments is a table with one of these titles.
        case noTable(titled: [String])
        /// A collection none of whose pages is a release with one of these titles.
        case noRelease(titled: [String])
        /// What is read of such a document depends on its feed's configuration, and there is none.
        case needsConfiguration
        /// The table is refused as a whole.
        case refused(TableFault)
        /// A document that ends before its first entry does, or a page that ends in its middle.
        case cut
        /// The site's page for what it does not have.
        case notFoundPage
        /// A page of the site without what every such page has: `a list of results`.
        case unfamiliarPage(lacks: String)
        /// So many of a page's items are at fault; `first`: the first of them, and why.
        case itemsAtFault(Int, of: Int, first: String)
        /// A page none of whose dates proves in which order day and month stand; the first of them.
        case ambiguousDate(String)
        /// None of so many items states a grade: what is there may have lost its ratings.
        case noGrades(items: Int)
        /// Fewer items than the list itself counts.
        case short(Int, of: Int)
        /// More items than any list has.
        case tooManyItems(Int)
        /// Neither XML nor JSON, or too broken or too large to read.
        case markup(MarkupError)
    }

    /// The address or file that was read; `nil` where the caller gave none.
    package let subject: String?
    package let cause: Cause

    package init(subject: String?, cause: Cause) {
        self.subject = subject
        self.cause = cause
    }

    package var operation: String { "read feed" }

    /// True for a document that lists its items as ever, and states no grade in any.
    package var hasLostItsRatings: Bool { if case .noGrades = cause { true } else { false } }

    /// True for a document that can be read and has nothing in it that one of its kind must have.
    package var isUnfamiliar: Bool { if case .unfamiliarPage = cause { true } else { false } }

    package var hint: String {
        switch cause {
        case .empty: "The publisher sent nothing; the next poll may find the document again."
        case .htmlPage:
            "Give the address of the feed itself, not of a page. If the publisher shows an error or sign-in page in its place, wait: it is tried again."
        case .otherXML, .otherJSON: "Give the address of an Atom, RSS or JSON feed."
        case .noContentDocument: "Give the address of a statistical data set of GOV.UK, or of its Content API document."
        case .noTable: "See which attachments the page has; name words of the table's title as `attachment:`."
        case .noRelease: "See which pages the collection lists; name words of the release's title as `release:`."
        case .needsConfiguration:
            "Add it to the configuration as a feed, with its columns or expressions, and name that: `read --feed NAME`."
        case .refused(let fault): TableHint.text(for: fault)
        case .cut: "The answer was cut off on its way or by the publisher; the next poll may bring it whole."
        case .notFoundPage: "It may come back, and is tried again; look at the address in a browser if it does not."
        case .unfamiliarPage:
            "Nothing counts as withdrawn, and it is tried again; if a browser shows the page as usual, the site has changed its markup."
        case .ambiguousDate(let text): TableHint.text(for: TableFault(row: 0, cause: .needsOrder(text)))
        case .itemsAtFault: "Compare the document with the feed's expressions; nothing of it was recorded."
        case .noGrades:
            "If the publisher shows ratings as usual, it has renamed something: compare the document with the feed's expressions."
        case .short: "The publisher cut the list, or another page of it has changed meanwhile; it is tried again."
        case .tooManyItems: "Narrow the address by the publisher's own parameters."
        case .markup(let error): error.hint
        }
    }

    package var description: String {
        let found =
            switch cause {
            case .empty: "the document is empty"
            case .htmlPage(let title): "found an HTML page" + (title.map { " (“\($0)”)" } ?? "") + ", not a feed"
            case .otherXML(let root): "found XML that begins with <\(root)>, not a feed"
            case .otherJSON: "found JSON that is not a JSON Feed"
            case .cut: "the document is truncated"
            case .notFoundPage: "found the page that says \"not found\""
            case .unfamiliarPage(let part): "found a page without \(part)"
            case .noContentDocument: "found no document of the GOV.UK Content API"
            case .noTable(let titles):
                "the page has no table"
                    + (titles.isEmpty ? "" : " titled " + titles.map { "“\($0)”" }.joined(separator: " or "))
            case .noRelease(let titles):
                "the collection has no release"
                    + (titles.isEmpty ? "" : " titled " + titles.map { "“\($0)”" }.joined(separator: " or "))
            case .needsConfiguration: "its columns or expressions are not known"
            case .itemsAtFault(let count, let items, let first): "\(count) of \(items) items are at fault; \(first)"
            case .noGrades(let items): "none of its \(items) items states a grade"
            case .short(let items, let total): "it says that it has \(total) items, but lists \(items)"
            case .tooManyItems(let most): "it lists more than \(most) items (limits.items)"
            case .refused(let fault): fault.description
            case .ambiguousDate(let text): TableFault(row: 0, cause: .needsOrder(text)).words
            case .markup(let error): error.fault
            }
        return "cannot \(operation)" + (subject.map { " \($0)" } ?? "") + ": \(found). \(hint)"
    }
}
