"""A file sealed for one outsider: CMS EnvelopedData (RFC 5652), which `openssl cms -decrypt` opens with their key."""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7EnvelopeBuilder, PKCS7Options

from answerable.errors import Invalid

RSA_BITS_LEAST = 2_048
WHERE = "certificate"


def read_certificate(pem: str) -> x509.Certificate:
    """The certificate of whoever is to open it. Raises Invalid for what is none, or has no RSA key of 2,048 bits."""
    try:
        found = x509.load_pem_x509_certificate(pem.strip().encode())
        key = found.public_key()
    except (ValueError, TypeError):
        mend = "paste all of it, from -----BEGIN CERTIFICATE----- to the end"
        raise Invalid("this is not a certificate", where=WHERE, mend=mend) from None
    if not isinstance(key, RSAPublicKey) or key.key_size < RSA_BITS_LEAST:
        mend = "ask the authority for one with an RSA key of 2048 bits or more"
        raise Invalid("files cannot be sealed for this certificate", where=WHERE, mend=mend)
    return found


def seal_for(certificate: x509.Certificate, content: bytes) -> bytes:
    """The content, for whoever holds the key of this certificate and nobody else (DER)."""
    builder = PKCS7EnvelopeBuilder().set_data(content).add_recipient(certificate)
    builder = builder.set_content_encryption_algorithm(AES256)
    return builder.encrypt(Encoding.DER, [PKCS7Options.Binary])
