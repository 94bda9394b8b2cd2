/// The providers that a source may speak for.
package enum ProviderScope: Hashable, Sendable {
    case everybody
    /// Each a provider's id, number or name, or an id scheme (`ofsted:*`) for all that bear such an id.
    case only([String])

    package func includes(_ provider: Provider) -> Bool {
        switch self {
        case .everybody: true
        case .only(let names): names.contains { ProviderScope.isMeant($0, provider) }
        }
    }

    /// A name a line, empty for everybody: what two may be compared by.
    package var text: String {
        switch self {
        case .everybody: ""
        case .only(let names): Set(names).sorted().joined(separator: "\n")
        }
    }

    private static func isMeant(_ name: String, _ provider: Provider) -> Bool {
        if name.hasSuffix(":*") { return provider.id.text.lowercased().hasPrefix(name.dropLast().lowercased()) }
        return provider.isMeant(byAnyOf: [name])
    }
}

extension Provider {
    /// True where one of these means it: its name or its number as they are known, its id in letters of either case.
    package func isMeant(byAnyOf list: some Sequence<String>) -> Bool {
        let names = names
        return list.contains { names.contains($0) || id.isWritten(as: $0) }
    }

    /// What a list may name it by: its name, its id, its number.
    package var names: [String] {
        guard id.isNumbered, let colon = id.text.firstIndex(of: ":") else { return [name, id.text] }
        return [name, id.text, String(id.text[id.text.index(after: colon)...])]
    }
}
