/// A message as a receiver would get it, without what only that receiver may know: no address of a webhook, topic or key stands in it.
package struct MessagePreview: Sendable {
    /// Headers and the like, a name and a value each, in the order in which they are sent.
    package let fields: [(name: String, value: String)]
    /// As it is sent; of a mail the plain text.
    package let body: String
    /// The same for those who read HTML; `nil` where there is none.
    package let html: String?
}
