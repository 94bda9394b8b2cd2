/// What a publisher gave to recognise a version of a page, with the address that gave it.
package struct StoredValidators: Sendable, Hashable {
    package let etag: String?
    package let lastModified: String?
    package let url: String?

    package init(etag: String?, lastModified: String?, url: String?) {
        self.etag = etag
        self.lastModified = lastModified
        self.url = url
    }
}
