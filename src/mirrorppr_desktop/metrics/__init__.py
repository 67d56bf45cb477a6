"""How good a result is: PSNR, SSIM, difference and displacement maps."""
