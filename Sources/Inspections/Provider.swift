import Text

/// Who was inspected.
package struct Provider: Hashable, Codable, Sendable {
    package let id: ProviderID
    /// The name as readers know it: `Cheshire East`.
    package let name: String
    /// `local-authority`, or `unknown` for a provider that no registry knows.
    package let kind: String
    /// The English region, where the registry tells it: `North West`.
    package let region: String?

    package init(id: ProviderID, name: String, kind: String, region: String? = nil) {
        self.id = id
        self.name = OutsideText.line(name)
        self.kind = kind
        self.region = region.map(OutsideText.line)
    }
}

extension Provider {
    /// A publication's title without this provider's name before it: `focused visit` for `Kent: focused visit`.
    package func title(of title: String) -> String {
        guard !name.isEmpty, title.hasPrefix(name + ":") else { return title }
        let rest = String(title.dropFirst(name.count + 1)).trimmed
        return rest.isEmpty ? title : rest
    }
}

extension Provider {
    package var json: JSONValue {
        .object([.init("id", .string(id.text)), .init("name", .string(name)), .init("kind", .string(kind))])
    }
}

extension Provider {
    /// What is known of a provider of which `known` was said by `earlier`, and this now by `source`: the surer word
    /// stands, of equally sure ones the newer, and what says nothing takes nothing away.
    package func joined(to known: Provider, saidBy earlier: NameSource, now source: NameSource) -> Provider {
        if source == .hearsay, earlier > .hearsay { return known }
        if earlier == .hearsay, source > .hearsay { return self }
        let isSurer = source >= earlier
        let takesName =
            !hasPlaceholder && (known.hasPlaceholder || (isSurer && !(source == earlier && isLouder(than: known))))
        return Provider(
            id: id, name: takesName ? name : known.name,
            kind: kind != Provider.unknownKind && (isSurer || known.kind == Provider.unknownKind) ? kind : known.kind,
            region: isSurer ? region ?? known.region : known.region ?? region)
    }

    /// The kind of a provider that nobody has told it of.
    package static let unknownKind = "unknown"

    /// True for one whose name is its number alone: `URN 80447`, `cqc 1-123`.
    private var hasPlaceholder: Bool {
        guard let colon = id.text.firstIndex(of: ":") else { return false }
        let number = id.text[id.text.index(after: colon)...]
        return name == "URN \(number)" || name == "\(id.text[..<colon]) \(number)"
    }

    /// True for the same name in capitals.
    private func isLouder(than known: Provider) -> Bool {
        name == known.name.uppercased() && name != known.name
    }
}

/// What names a provider for ever: `ofsted:80447`, or `name:some-town` for one that no registry knows.
package struct ProviderID: Hashable, Codable, Sendable, Comparable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// `ofsted:` and the unique reference number.
    package init(urn: String) { self.text = "ofsted:" + urn }

    /// A provider of its own for a name that no registry knows; `nil` where the name has no letter or digit.
    package init?(unregisteredName name: String) {
        let slug = ProviderID.slug(name)
        guard !slug.isEmpty else { return nil }
        self.text = "name:" + slug
    }

    /// False for a provider that is known by its name alone.
    package var isNumbered: Bool { !text.hasPrefix("name:") }

    package static func < (a: ProviderID, b: ProviderID) -> Bool { a.text < b.text }

    /// True for this id in letters of either case: people write OFSTED:80447 too.
    package func isWritten(as other: String) -> Bool {
        // Lists are long, and nearly all in them are others.
        other.utf8.count == text.utf8.count && other.utf8.contains(UInt8(ascii: ":"))
            && other.lowercased() == text.lowercased()
    }

    private static func slug(_ name: String) -> String {
        var slug = ""
        for character in name.lowercased() {
            if character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty, slug.last != "-", character != "'", character != "’" {
                slug.append("-")
            }
        }
        return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
    }
}

/// What a registry knows of a provider beside its name, its kind and its region.
package struct ProviderFacts: Hashable, Sendable {
    /// Who numbers it -> its number: `ons` -> `E06000049`, `urn` -> `80447`.
    package var codes: [String: String]
    /// Other names that it has, or has had.
    package var names: [String]
    /// The day from which it is no more.
    package var ended: CalendarDate?
    /// Those that took its place.
    package var successors: [ProviderID]

    package init(
        codes: [String: String] = [:], names: [String] = [], ended: CalendarDate? = nil, successors: [ProviderID] = []
    ) {
        self.codes = codes
        self.names = names
        self.ended = ended
        self.successors = successors
    }
}

/// Who says what a provider is called, and what kind it is and where: the later, the surer.
package enum NameSource: Int, Sendable, Comparable, CaseIterable {
    /// What one who only republishes or tells of it calls it: stands until any other word is known, and adds nothing to
    /// that.
    case hearsay = -1
    /// What a document calls it in passing.
    case document = 0
    /// What a listing or a table calls it.
    case listing
    /// The registry that comes with the program.
    case registry

    package static func < (a: NameSource, b: NameSource) -> Bool { a.rawValue < b.rawValue }
}

/// Tells a name from its possessive: `Durham's`, `St Helens'`.
package enum Possessive {
    /// The characters that print one.
    static let apostrophes: Set<Character> = ["'", "’", "‘", "ʼ", "`", "´"]

    /// The name without the ending of a possessive, where it has one.
    package static func owner(_ name: String) -> String {
        var owner = name[...]
        if owner.last == "s" || owner.last == "S" { owner.removeLast() }
        if let last = owner.last, apostrophes.contains(last), owner.count > 1 {
            owner.removeLast()
            return String(owner)
        }
        guard let last = name.last, apostrophes.contains(last), name.count > 1 else { return name }
        return String(name.dropLast())
    }
}
