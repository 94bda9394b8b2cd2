/// How far a request may go, by who named its address.
package enum Reach: Hashable, Sendable {
    /// The configuration named it, as it names a receiver: http, https and file, to anywhere; a redirect stays on http and https.
    case asConfigured
    /// The configuration named it as a source: a host's name must lead to public addresses, also at each redirect. `inner`: the one
    /// host that may be this machine or lie in its network.
    case feed(inner: String?)
    /// A fetched document named it: the document's own origin, or by https a host of `follow` that resolves to a public address.
    case document(origin: Origin, follow: Set<String>, inner: String?)
}
