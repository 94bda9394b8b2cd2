import HTTPTransport
import History

extension StoredValidators {
    init(_ validators: Validators) {
        self.init(etag: validators.etag, lastModified: validators.lastModified, url: validators.url)
    }

    /// As they are sent.
    var sent: Validators { Validators(etag: etag, lastModified: lastModified, url: url) }
}
