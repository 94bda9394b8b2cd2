/// What a server gave to recognise a version of a document; sent back byte for byte, never made up.
package struct Validators: Hashable, Sendable {
    package var etag: String?
    package var lastModified: String?
    /// The address that gave them, behind any redirects, and the only one that they are sent to; nil stands for the requested one.
    package var url: String?

    package init(etag: String?, lastModified: String?, url: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
        self.url = url
    }
}
