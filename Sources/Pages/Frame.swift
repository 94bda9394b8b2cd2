import Configuration
import Inspections

/// What every page of one answer shares: where it lies, in which language, and as of when.
struct Frame: Sendable {
    let address: SiteAddress
    let settings: SiteSettings
    let words: Words
    let names: Names
    /// The day as of which the record is shown.
    let today: CalendarDate

    func link(_ target: SiteAddress, _ text: Hypertext, attributes: Hypertext = "") -> Hypertext {
        "<a href=\"\(target.relative(to: address))\"\(attributes)>\(text)</a>"
    }

    /// A link to another site; the text alone where the address leads nowhere on the web.
    func link(outside url: String?, _ text: Hypertext) -> Hypertext {
        WebLink(url).map { "<a href=\"\($0.text)\" rel=\"noreferrer\">\(text)</a>" } ?? text
    }

    /// The whole document. `feed`: what those who subscribe to this page read.
    func document(title: String, feed: SiteAddress? = nil, _ main: Hypertext) -> Hypertext {
        let full = address == .front ? title : "\(title) – \(settings.title)"
        let feedLink: Hypertext =
            feed.map {
                "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"\($0.relative(to: address))\" title=\"\(title)\">\n"
            } ?? ""
        return """
            <!doctype html>
            <html lang="\(words.code)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="\(ContentPolicy.ofDocument)">
            <title>\(full)</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="\(SiteAddress.style.relative(to: address))">
            \(feedLink)</head>
            <body>
            <a class="skip" href="#main">\(words[.skip])</a>
            \(masthead)
            <main id="main" tabindex="-1">
            \(main)
            </main>
            \(footer)
            </body>
            </html>

            """
    }

    private var masthead: Hypertext {
        let places: [(SiteAddress, Word)] = [
            (.front, .news), (.providers(1), .providers), (.compare, .compare), (.coverage, .coverage),
            (.feeds, .sources), (.about, .about),
        ]
        let items = places.map { target, word -> Hypertext in
            let isHere = target.section == address.section
            return
                "<li>\(link(target, Hypertext(of: words[word]), attributes: isHere ? " aria-current=\"page\"" : ""))</li>"
        }
        let name: Hypertext = link(.front, Hypertext(of: settings.title))
        return """
            <header class="masthead">
            <div class="wrap">
            <p class="title">\(name)</p>
            <p class="tagline">\(words[.tagline])</p>
            </div>
            <nav aria-label="\(words[.menu])"><div class="wrap bar">
            <ul>\(items.joined())</ul>
            <form action="\(SiteAddress.find(nil, page: 1).relative(to: address))" method="get" role="search">
            <label class="hidden" for="q">\(words[.findLabel])</label>
            <input id="q" name="q" type="search" placeholder="\(words[.findLabel])" maxlength="100">
            <button>\(words[.find])</button>
            </form>
            </div></nav>
            </header>
            """
    }

    private var footer: Hypertext {
        let feeds: [Hypertext] = [
            link(.news(NewsFilter(), .atom), Hypertext(of: words[.atom])),
            link(.news(NewsFilter(), .json), "JSON Feed"),
            link(.news(NewsFilter(), .csv), Hypertext(of: words[.csv])),
            link(.news(NewsFilter(), .ics), Hypertext(of: words[.calendar])),
            link(.api(.description), Hypertext(of: words[.openAPI])),
        ]
        let day: Hypertext = address.isDated ? "<p>\(words(.asOf, ["day": words.day(today)]))</p>\n" : ""
        return """
            <footer><div class="wrap">
            \(day)<p class="feeds">\(feeds.joined(" · "))</p>
            </div></footer>
            """
    }
}

/// What the operator has said of the site.
package struct SiteSettings: Sendable, Hashable {
    /// What it is called.
    package let title: String
    /// Where it lies, with a slash at its end: `https://ratings.example.org/`; `nil` where nobody has said.
    package let base: String?
    /// `en` or `cy`.
    package let language: String
    /// Whether there is a page on deliveries.
    package let showsDeliveries: Bool

    package init(
        title: String = "Ratingwatch", base: String? = nil, language: String = "en", showsDeliveries: Bool = false
    ) {
        self.title = title
        self.base = base
        self.language = language
        self.showsDeliveries = showsDeliveries
    }

    init(_ configuration: PublishConfiguration) {
        self.init(
            title: configuration.title ?? "Ratingwatch", base: configuration.url,
            language: configuration.language.rawValue, showsDeliveries: configuration.deliveries)
    }
}

/// What a page may load: its style sheet, and nothing else from anywhere.
package enum ContentPolicy {
    /// In a document's head, for copies that a web server knows nothing of.
    static let ofDocument =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"

    /// As the server sends it, which alone can forbid frames.
    package static let ofServer = ofDocument + "; frame-ancestors 'none'"
}

extension SiteAddress {
    /// False for what stays as it is while nothing is found.
    fileprivate var isDated: Bool {
        switch self {
        case .alert, .newsArchive, .about, .find: false
        default: true
        }
    }

    /// The place in the menu that a page belongs to.
    fileprivate var section: Int {
        switch self {
        case .front, .news, .newsArchive, .alert, .alertBody: 0
        case .providers, .find, .provider, .providerFile: 1
        case .compare, .comparison: 2
        case .coverage: 3
        case .feeds, .deliveries: 4
        default: 5
        }
    }
}
