/// How far a request may go, by who named its address.
package enum Reach: Hashable, Sendable {
    /// The configuration named it: http, https and file, to anywhere; a redirect stays on http and https.
    case asConfigured
    /// A fetched document named it: the document's own origin, or by https a host of `follow` that resolves to a public address.
    case document(origin: Origin, follow: Set<String>)
}
