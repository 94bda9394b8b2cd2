extension Provider {
    /// What is known of a provider of which `known` was said by `earlier`, and this now by `source`: the surer word stands, of equally
    /// sure ones the newer, and what says nothing takes nothing away.
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
